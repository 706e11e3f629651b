/** A registry on a real repository. */
@NullMarked
package dev.firstvalue.registry;

import org.jspecify.annotations.NullMarked;
