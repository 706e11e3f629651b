/** Every method under its stable name, from a tree of plain values to a map of results. */
@NullMarked
package dev.firstvalue.statistics.calculator;

import org.jspecify.annotations.NullMarked;
