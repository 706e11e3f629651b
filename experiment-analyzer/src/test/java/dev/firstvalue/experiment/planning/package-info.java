@NullMarked
package dev.firstvalue.experiment.planning;

import org.jspecify.annotations.NullMarked;
