/** Who is compared and who is left out: every exposed entity has one place. */
@NullMarked
package dev.firstvalue.experiment.population;

import org.jspecify.annotations.NullMarked;
