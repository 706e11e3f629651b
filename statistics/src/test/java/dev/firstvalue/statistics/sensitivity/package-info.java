/** Tests of the package of the same name. */
@NullMarked
package dev.firstvalue.statistics.sensitivity;

import org.jspecify.annotations.NullMarked;
