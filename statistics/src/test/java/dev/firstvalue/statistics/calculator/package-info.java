/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.calculator;

import org.jspecify.annotations.NullMarked;
