/** Who was looked at, and what the immature could still do. */
@NullMarked
package dev.firstvalue.validator.population;

import org.jspecify.annotations.NullMarked;
