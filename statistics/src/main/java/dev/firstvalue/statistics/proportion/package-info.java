/** One proportion, and two proportions compared: tests, intervals and the fourfold table. */
@NullMarked
package dev.firstvalue.statistics.proportion;

import org.jspecify.annotations.NullMarked;
