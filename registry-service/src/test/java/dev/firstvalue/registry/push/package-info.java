/** Tests of pushes. */
@NullMarked
package dev.firstvalue.registry.push;

import org.jspecify.annotations.NullMarked;
