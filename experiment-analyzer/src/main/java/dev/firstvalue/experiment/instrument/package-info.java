/** What reaching value does to the outcomes of a definition, by the arms as instruments. */
@NullMarked
package dev.firstvalue.experiment.instrument;

import org.jspecify.annotations.NullMarked;
