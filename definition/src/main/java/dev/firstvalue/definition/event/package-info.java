/** Rows of the event log as the reference evaluator reads them. */
@NullMarked
package dev.firstvalue.definition.event;

import org.jspecify.annotations.NullMarked;
