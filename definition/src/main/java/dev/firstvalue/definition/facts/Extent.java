package dev.firstvalue.definition.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a log reaches.
 *
 * @param oldest the time of the oldest event; absent for an empty log
 * @param newest the time of the newest event; absent for an empty log
 * @param lateness the 0.999 quantile of arrival minus event time, never negative; zero where the
 *     source declares no time of arrival
 */
public record Extent(Optional<Instant> oldest, Optional<Instant> newest, Duration lateness) {}
