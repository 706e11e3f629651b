@NullMarked
package dev.firstvalue.experiment.trust;

import org.jspecify.annotations.NullMarked;
