package dev.firstvalue.cli.logging;

import java.io.Serial;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** Writes a line at a time to the error stream. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {
  @Serial private static final long serialVersionUID = 1L;

  /** What is told beside warnings and errors: that a remote is followed again, and calls. */
  private static final List<String> TOLD =
      List.of("dev.firstvalue.registry.follow.", "dev.firstvalue.registry.server.CallLog");

  /** The driver logs what it throws as well, credentials in addresses among it. */
  private static final String SILENT = "com.clickhouse";

  private final int least;

  LineLogger(String name) {
    this.name = name;
    this.least =
        name.startsWith(SILENT)
            ? Integer.MAX_VALUE
            : TOLD.stream().anyMatch(name::startsWith) ? Level.INFO.toInt() : Level.WARN.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return least <= Level.TRACE.toInt();
  }

  @Override
  public boolean isDebugEnabled() {
    return least <= Level.DEBUG.toInt();
  }

  @Override
  public boolean isInfoEnabled() {
    return least <= Level.INFO.toInt();
  }

  @Override
  public boolean isWarnEnabled() {
    return least <= Level.WARN.toInt();
  }

  @Override
  public boolean isErrorEnabled() {
    return least <= Level.ERROR.toInt();
  }

  @Override
  @SuppressWarnings("NullAway") // SLF4J's contract: null is no caller's boundary
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    write(level, formatted(pattern, arguments), Map.of(), error);
  }

  @Override
  public void log(LoggingEvent event) {
    if (event.getLevel().toInt() < least) {
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (KeyValuePair pair : Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of())) {
      fields.put(pair.key, String.valueOf(pair.value));
    }
    write(
        event.getLevel(),
        formatted(event.getMessage(), event.getArgumentArray()),
        fields,
        event.getThrowable());
  }

  private void write(
      Level level, String message, Map<String, String> fields, @Nullable Throwable error) {
    Map<String, String> all = new LinkedHashMap<>();
    Optional.ofNullable(MDC.getCopyOfContextMap()).ifPresent(all::putAll);
    all.putAll(fields);
    System.err.print(
        LogFormat.chosen().write(new LogLine(Instant.now(), level, name, message, all, error)));
  }

  private static String formatted(@Nullable String pattern, Object @Nullable [] arguments) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    return message == null ? "" : message;
  }
}
