@NullMarked
package dev.firstvalue.experiment.past;

import org.jspecify.annotations.NullMarked;
