@NullMarked
package dev.firstvalue.experiment.contrast;

import org.jspecify.annotations.NullMarked;
