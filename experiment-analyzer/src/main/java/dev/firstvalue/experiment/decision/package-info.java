/** What may be concluded by the rule of the plan, and what readers have to know. */
@NullMarked
package dev.firstvalue.experiment.decision;

import org.jspecify.annotations.NullMarked;
