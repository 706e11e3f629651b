/** Tests of the analysis, over logs and counts written by hand. */
@NullMarked
package dev.firstvalue.experiment;

import org.jspecify.annotations.NullMarked;
