@NullMarked
package dev.firstvalue.experiment.population;

import org.jspecify.annotations.NullMarked;
