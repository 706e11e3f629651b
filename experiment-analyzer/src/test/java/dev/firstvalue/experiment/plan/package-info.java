@NullMarked
package dev.firstvalue.experiment.plan;

import org.jspecify.annotations.NullMarked;
