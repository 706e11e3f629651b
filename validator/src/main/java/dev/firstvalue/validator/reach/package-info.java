/**
 * Who reaches value: overall, by week and by step, again, and what an experiment on it could show.
 */
@NullMarked
package dev.firstvalue.validator.reach;

import org.jspecify.annotations.NullMarked;
