/** The bias ladder: one lift, six ways of asking what it is made of. Counts in, estimates out. */
@NullMarked
package dev.firstvalue.validator.ladder;

import org.jspecify.annotations.NullMarked;
