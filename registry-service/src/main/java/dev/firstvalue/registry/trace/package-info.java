/** Traces: a span a call, in the trace that its caller began, sent to a collector. */
@NullMarked
package dev.firstvalue.registry.trace;

import org.jspecify.annotations.NullMarked;
