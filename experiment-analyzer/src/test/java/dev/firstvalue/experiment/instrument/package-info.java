@NullMarked
package dev.firstvalue.experiment.instrument;

import org.jspecify.annotations.NullMarked;
