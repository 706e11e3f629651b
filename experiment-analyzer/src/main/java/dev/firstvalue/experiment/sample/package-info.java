/** What the compared entities of an arm say of a metric: counts, exact sums and distributions. */
@NullMarked
package dev.firstvalue.experiment.sample;

import org.jspecify.annotations.NullMarked;
