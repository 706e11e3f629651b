package dev.firstvalue.cli.workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which store is opened, and how much a query may take there. What is absent is the store's
 * default.
 *
 * @param url a ClickHouse; the embedded engine when absent
 * @param credentials a file of credentials; the environment when absent
 * @param home where the embedded engine keeps its data
 * @param rowLimit rows that a query may read, by the store's own estimate
 * @param memoryBytes memory that a query may take
 * @param timeLimit time that a query may take
 */
public record StoreChoice(
    Optional<String> url,
    Optional<Path> credentials,
    Path home,
    Optional<Long> rowLimit,
    Optional<Long> memoryBytes,
    Optional<Duration> timeLimit) {}
