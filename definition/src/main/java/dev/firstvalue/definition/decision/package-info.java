/** The rule by which an experiment's plan ships or stops. */
@NullMarked
package dev.firstvalue.definition.decision;

import org.jspecify.annotations.NullMarked;
