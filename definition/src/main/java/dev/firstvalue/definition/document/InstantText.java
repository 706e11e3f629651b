package dev.firstvalue.definition.document;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Instants as documents spell them: RFC 3339 with a zone, of the years 1 to 9999. Stricter than
 * protobuf's own parser, to which 31 February is a day in March.
 */
public final class InstantText {
  /** What an instant looks like; whether there is such a day is another question. */
  public static final String PATTERN =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  private InstantText() {}

  /** The instant of a text; empty if it is none. */
  static Optional<Timestamp> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      Timestamp timestamp =
          Timestamp.newBuilder().setSeconds(time.toEpochSecond()).setNanos(time.getNano()).build();
      return Optional.of(timestamp).filter(Timestamps::isValid);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
