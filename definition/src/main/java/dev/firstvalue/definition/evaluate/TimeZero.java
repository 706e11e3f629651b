package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * From when on the rows of an entity count.
 *
 * @param instant microseconds since 1970, UTC
 * @param start the event that {@code start.*} reads; null for an entity without one
 */
record TimeZero(long instant, @Nullable Event start) {}
