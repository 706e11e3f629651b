package dev.firstvalue.definition.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * Time zero of a definition: the entity's first event ever in the stream. Of several at one instant
 * the one with the least event id, then with the least properties (compared in the order of names,
 * as text by code point, absent before present) supplies {@code start.properties}.
 *
 * @param stream the start events
 * @param newness no event of the entity of any name may lie in this time before time zero, and time
 *     zero has to lie at least this long after the source's {@code completeFrom}
 */
public record Anchor(Stream stream, Optional<Duration> newness) {}
