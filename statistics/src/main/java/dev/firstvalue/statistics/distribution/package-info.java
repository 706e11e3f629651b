/**
 * Tails, logarithms of tails and quantiles that stay right far beyond where a cumulative
 * probability rounds to one.
 */
@NullMarked
package dev.firstvalue.statistics.distribution;

import org.jspecify.annotations.NullMarked;
