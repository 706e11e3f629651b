package dev.firstvalue.cli.logging;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Something that was logged.
 *
 * @param fields what belongs to it, in order: the request's id, a method, a status
 */
record LogLine(
    Instant time,
    Level level,
    String logger,
    String message,
    Map<String, String> fields,
    @Nullable Throwable error) {
  LogLine {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
