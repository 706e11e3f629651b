package dev.firstvalue.store.connect;

import java.time.Duration;

/**
 * A query that was run, for the record of what made a report.
 *
 * @param id the id under which the store's query log has it
 * @param purpose what it was for
 * @param elapsed how long it took, the reading of its answer included
 */
public record QueryRun(String id, String purpose, Duration elapsed) {}
