package dev.firstvalue.definition.event;

import org.jspecify.annotations.Nullable;

/** One row of the exposure log: who was shown which arm of which experiment, and when. */
public record Exposure(
    long timestamp,
    String experiment,
    String arm,
    @Nullable String user,
    @Nullable String account) {}
