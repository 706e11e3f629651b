/** Posterior answers beside the frequentist ones. */
@NullMarked
package dev.firstvalue.statistics.bayes;

import org.jspecify.annotations.NullMarked;
