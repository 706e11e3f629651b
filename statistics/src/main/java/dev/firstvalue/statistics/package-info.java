/** Estimators and tests over counts and moments. No I/O, no words of the domain. */
@NullMarked
package dev.firstvalue.statistics;

import org.jspecify.annotations.NullMarked;
