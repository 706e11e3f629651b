/** What entities did before their first exposure, and what taking it out is worth. */
@NullMarked
package dev.firstvalue.experiment.past;

import org.jspecify.annotations.NullMarked;
