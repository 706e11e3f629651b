/** How long it takes to reach value. */
@NullMarked
package dev.firstvalue.validator.time;

import org.jspecify.annotations.NullMarked;
