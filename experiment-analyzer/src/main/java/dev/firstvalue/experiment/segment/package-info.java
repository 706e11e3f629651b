/** The effect by what was known of entities at assignment, and whether it differs by that. */
@NullMarked
package dev.firstvalue.experiment.segment;

import org.jspecify.annotations.NullMarked;
