/** Who still depends on a definition that is to be retired. */
@NullMarked
package dev.firstvalue.registry.retirement;

import org.jspecify.annotations.NullMarked;
