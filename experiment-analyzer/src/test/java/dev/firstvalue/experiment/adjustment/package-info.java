@NullMarked
package dev.firstvalue.experiment.adjustment;

import org.jspecify.annotations.NullMarked;
