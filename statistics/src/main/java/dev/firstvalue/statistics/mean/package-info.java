/** Means, medians and quantiles of two samples compared. */
@NullMarked
package dev.firstvalue.statistics.mean;

import org.jspecify.annotations.NullMarked;
