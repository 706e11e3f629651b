/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.bayes;

import org.jspecify.annotations.NullMarked;
