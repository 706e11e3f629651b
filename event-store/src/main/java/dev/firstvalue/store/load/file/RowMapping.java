package dev.firstvalue.store.load.file;

import dev.firstvalue.store.load.EventRow;
import dev.firstvalue.store.load.ExposureRow;
import dev.firstvalue.store.load.IdentityRow;
import dev.firstvalue.store.load.LogTable;
import dev.firstvalue.store.load.RowSink;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a row of a record, or says why it is none. */
final class RowMapping {

  /** A record that is no row. */
  static final class RejectedException extends Exception {
    private final String reason;

    RejectedException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /** What a column is. */
  private sealed interface Role {}

  private record FieldRole(Field field) implements Role {}

  private record PropertyRole(String name) implements Role {}

  /** All properties at once: a JSON object. */
  private record AllPropertiesRole() implements Role {}

  private record NoRole() implements Role {}

  private static final String PROPERTIES = "properties";
  private static final String PROPERTY = PROPERTIES + ".";
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

  private final ImportPlan plan;
  private final String loadId;
  private final Map<String, Role> roles = new HashMap<>();
  private final Map<Field, String> columnOf = new EnumMap<>(Field.class);
  private final Map<Field, String> constants = new EnumMap<>(Field.class);
  private final Map<String, String> constantProperties = new LinkedHashMap<>();

  RowMapping(ImportPlan plan, String loadId) {
    this.plan = plan;
    this.loadId = loadId;
    plan.constants().forEach(this::addConstant);
    plan.mapping().forEach(this::addColumn);
  }

  /**
   * Refuses a plan that names columns a file does not have, or a file that lacks a needed field.
   */
  void check(List<String> columns) {
    if (columns.isEmpty()) {
      return; // each record has columns of its own
    }
    for (String column : plan.mapping().keySet()) {
      if (!columns.contains(column)) {
        throw ImportFailures.badOption(
            "--map " + column,
            "the file has no such column",
            "Its columns are " + String.join(", ", columns));
      }
    }
    columns.forEach(this::roleOf);
    for (List<Field> choice : needed()) {
      if (choice.stream().noneMatch(f -> columnOf.containsKey(f) || constants.containsKey(f))) {
        throw ImportFailures.badOption(
            "--map",
            "no column of the file is the " + choice.getFirst().label(),
            "Name it with --map column=%1$s, or give it a value with --set %1$s=…; the columns are %2$s"
                .formatted(choice.getFirst().label(), String.join(", ", columns)));
      }
    }
  }

  private List<List<Field>> needed() {
    List<Field> who = List.of(Field.USER, Field.ACCOUNT);
    List<Field> when = List.of(Field.TIMESTAMP);
    return switch (plan.table()) {
      case EVENTS -> List.of(List.of(Field.EVENT), when, who);
      case EXPOSURES -> List.of(List.of(Field.EXPERIMENT), List.of(Field.ARM), when, who);
      case IDENTITIES -> List.of(List.of(Field.ALIAS), List.of(Field.CANONICAL), when);
    };
  }

  void map(long line, Map<String, String> values, RowSink sink)
      throws RejectedException, IOException {
    Map<Field, String> fields = new EnumMap<>(constants);
    Map<String, String> properties = new LinkedHashMap<>(constantProperties);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String value = entry.getValue();
      if (value.indexOf('\ufffd') >= 0) {
        throw new RejectedException(entry.getKey() + " is not UTF-8");
      }
      switch (roleOf(entry.getKey())) {
        case FieldRole(Field field) -> fields.put(field, value);
        case PropertyRole(String name) -> properties.put(name, value);
        case AllPropertiesRole() -> properties.putAll(JsonProperties.of(value));
        case NoRole() -> {}
      }
    }
    switch (plan.table()) {
      case EVENTS -> sink.add(event(line, fields, properties));
      case EXPOSURES -> sink.add(exposure(fields, properties));
      case IDENTITIES -> sink.add(identity(fields));
    }
  }

  private EventRow event(long line, Map<Field, String> fields, Map<String, String> properties)
      throws RejectedException {
    String id = fields.getOrDefault(Field.EVENT_ID, "");
    requireEntity(fields);
    return new EventRow(
        id.isEmpty() ? loadId + "-" + line : id,
        text(fields, Field.EVENT),
        instant(fields, Field.TIMESTAMP),
        fields.containsKey(Field.RECEIVED_AT) ? instant(fields, Field.RECEIVED_AT) : null,
        fields.getOrDefault(Field.USER, ""),
        fields.getOrDefault(Field.ACCOUNT, ""),
        properties);
  }

  private ExposureRow exposure(Map<Field, String> fields, Map<String, String> properties)
      throws RejectedException {
    requireEntity(fields);
    return new ExposureRow(
        text(fields, Field.EXPERIMENT),
        text(fields, Field.ARM),
        instant(fields, Field.TIMESTAMP),
        fields.getOrDefault(Field.USER, ""),
        fields.getOrDefault(Field.ACCOUNT, ""),
        properties);
  }

  private IdentityRow identity(Map<Field, String> fields) throws RejectedException {
    return new IdentityRow(
        text(fields, Field.ALIAS), text(fields, Field.CANONICAL), instant(fields, Field.TIMESTAMP));
  }

  private static void requireEntity(Map<Field, String> fields) throws RejectedException {
    if (fields.getOrDefault(Field.USER, "").isEmpty()
        && fields.getOrDefault(Field.ACCOUNT, "").isEmpty()) {
      throw new RejectedException("neither user nor account");
    }
  }

  private static String text(Map<Field, String> fields, Field field) throws RejectedException {
    String value = fields.getOrDefault(field, "");
    if (value.isEmpty()) {
      throw new RejectedException("no " + field.label());
    }
    return value;
  }

  private Instant instant(Map<Field, String> fields, Field field) throws RejectedException {
    String text = text(fields, field);
    Instant instant;
    try {
      instant = plan.time().parse(text.strip());
    } catch (DateTimeException e) {
      throw new RejectedException(
          field.label() + ": " + text + " (expected: " + plan.time().expected() + ")");
    }
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw new RejectedException(field.label() + ": " + text + " (expected: within 1970–2199)");
    }
    return instant;
  }

  private Role roleOf(String column) {
    Role known = roles.get(column);
    if (known == null) {
      known = guess(column);
      roles.put(column, known);
    }
    return known;
  }

  /** A column that the plan does not name: a field by its name, unless the field is taken. */
  private Role guess(String column) {
    Field field = Field.named(column, plan.table()).orElse(null);
    if (field != null && !constants.containsKey(field) && !columnOf.containsKey(field)) {
      columnOf.put(field, column);
      return new FieldRole(field);
    }
    if (column.equals(PROPERTIES)) {
      return allProperties();
    }
    return property(column.startsWith(PROPERTY) ? column.substring(PROPERTY.length()) : column);
  }

  private Role allProperties() {
    return plan.table() == LogTable.IDENTITIES ? new NoRole() : new AllPropertiesRole();
  }

  private Role property(String name) {
    return plan.table() == LogTable.IDENTITIES ? new NoRole() : new PropertyRole(name);
  }

  private void addColumn(String column, String target) {
    if (target.equals("-")) {
      roles.put(column, new NoRole());
    } else if (target.equals(PROPERTIES)) {
      roles.put(column, allProperties());
    } else if (target.startsWith(PROPERTY) && target.length() > PROPERTY.length()) {
      roles.put(column, property(target.substring(PROPERTY.length())));
    } else {
      Field field = required("--map " + column + "=" + target, target);
      @Nullable String other = columnOf.put(field, column);
      if (other != null || constants.containsKey(field)) {
        throw ImportFailures.badOption(
            "--map " + column + "=" + target,
            field.label() + " is given twice",
            "Give it by one --map or one --set");
      }
      roles.put(column, new FieldRole(field));
    }
  }

  private void addConstant(String name, String value) {
    if (name.startsWith(PROPERTY) && name.length() > PROPERTY.length()) {
      constantProperties.put(name.substring(PROPERTY.length()), value);
    } else {
      constants.put(required("--set " + name + "=…", name), value);
    }
  }

  private Field required(String option, String name) {
    return Field.named(name, plan.table())
        .orElseThrow(
            () ->
                ImportFailures.badOption(
                    option,
                    "no field of " + plan.table().table(),
                    "Fields are "
                        + Field.labels(plan.table())
                        + ", properties.NAME, and properties for a column of JSON objects; - leaves"
                        + " a column out"));
  }
}
