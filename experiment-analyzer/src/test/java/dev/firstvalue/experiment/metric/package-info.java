@NullMarked
package dev.firstvalue.experiment.metric;

import org.jspecify.annotations.NullMarked;
