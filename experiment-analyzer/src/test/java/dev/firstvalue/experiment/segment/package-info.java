@NullMarked
package dev.firstvalue.experiment.segment;

import org.jspecify.annotations.NullMarked;
