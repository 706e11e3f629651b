/** Documents as nobody should write them. */
@NullMarked
package dev.firstvalue.definition.hostile;

import org.jspecify.annotations.NullMarked;
