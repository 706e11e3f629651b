package dev.firstvalue.store.load.file;

import dev.firstvalue.store.load.LogTable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a column of a file may be, apart from a property. */
enum Field {
  EVENT_ID("event_id"),
  EVENT("event"),
  RECEIVED_AT("received_at"),
  EXPERIMENT("experiment"),
  ARM("arm variant"),
  USER("user user_id"),
  ACCOUNT("account account_id"),
  ALIAS("alias"),
  CANONICAL("canonical"),
  TIMESTAMP("timestamp ts");

  private final String names;

  Field(String names) {
    this.names = names;
  }

  /** The name that messages use. */
  String label() {
    return names.split(" ", 2)[0];
  }

  boolean in(LogTable table) {
    return switch (this) {
      case EVENT_ID, EVENT, RECEIVED_AT -> table == LogTable.EVENTS;
      case EXPERIMENT, ARM -> table == LogTable.EXPOSURES;
      case USER, ACCOUNT -> table != LogTable.IDENTITIES;
      case ALIAS, CANONICAL -> table == LogTable.IDENTITIES;
      case TIMESTAMP -> true;
    };
  }

  /** The field of a table that a name means; case and separators do not matter. */
  static Optional<Field> named(String name, LogTable table) {
    String plain = plain(name);
    return Arrays.stream(values())
        .filter(field -> field.in(table))
        .filter(
            field ->
                Arrays.stream(field.names.split(" ")).map(Field::plain).anyMatch(plain::equals))
        .findFirst();
  }

  /** The labels of a table's fields. */
  static String labels(LogTable table) {
    return Arrays.stream(values())
        .filter(field -> field.in(table))
        .map(Field::label)
        .collect(Collectors.joining(", "));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
  }
}
