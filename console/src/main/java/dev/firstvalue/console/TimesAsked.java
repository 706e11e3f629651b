package dev.firstvalue.console;

import com.google.protobuf.Timestamp;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The two times in the query of a page: {@code at}, which events the rule is for, and {@code
 * known}, when it was known.
 *
 * @param event as it was written; empty: the newest rule
 * @param known as it was written; empty: now
 */
record TimesAsked(String event, String known) {
  private static final int DAY = "2026-05-01".length();
  private static final int MINUTE = "2026-05-01T10:30".length();

  static TimesAsked of(Guest guest) {
    return new TimesAsked(guest.query("at"), guest.query("known"));
  }

  boolean any() {
    return !event.isEmpty() || !known.isEmpty();
  }

  /** A time as a field of a form takes it: to the minute, without a zone. */
  static String field(String written) {
    String minute = written.length() == DAY ? written + "T00:00" : written;
    return Shown.line(minute.substring(0, Math.min(MINUTE, minute.length())));
  }

  /**
   * The request for the version of these times.
   *
   * @throws DateTimeException if one of them cannot be read
   */
  GetActiveDefinitionRequest request(String name) {
    GetActiveDefinitionRequest.Builder request =
        GetActiveDefinitionRequest.newBuilder().setName(name);
    instant(event).ifPresent(request::setAsOfEventTime);
    instant(known).ifPresent(request::setAsKnownAt);
    return request.build();
  }

  /** A day, a minute as forms send it, or an instant; without a zone it is UTC. */
  private static Optional<Timestamp> instant(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Instant instant =
        text.length() == DAY
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    return Optional.of(
        Timestamp.newBuilder()
            .setSeconds(instant.getEpochSecond())
            .setNanos(instant.getNano())
            .build());
  }
}
