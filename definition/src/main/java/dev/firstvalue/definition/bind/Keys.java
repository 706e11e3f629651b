package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.expression.PropertyTypes.Lookup;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Source;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Binds names that stand alone, outside predicates: in {@code by}, {@code distinct}, {@code sum},
 * {@code per}, segments, arms.
 */
final class Keys {
  private static final String PROPERTIES = "properties.";
  private static final String START = "start.properties.";

  private final Source source;
  private final Notes notes;

  Keys(Source source, Notes notes) {
    this.source = source;
    this.notes = notes;
  }

  /**
   * Whose event: {@code user}, {@code account}, a column of an entity, or a property read as text.
   */
  @Nullable Expression owner(String name, String path, PropertyTypes types) {
    if (name.startsWith(PROPERTIES)) {
      Type type = type(name, PROPERTIES, path, types);
      if (type == null) {
        return null;
      }
      if (type != Type.STRING && type != Type.INT) {
        notes.error("by-type", path, "holds no ids", name + ", which is " + type, "STRING or INT");
        return null;
      }
      return new Property(name.substring(PROPERTIES.length()), Type.STRING); // ids compare as text
    }
    for (EntityKind entity : source.entityColumns().keySet()) {
      if (name.equals(word(entity)) || name.equals(source.entityColumns().get(entity))) {
        return entity.column();
      }
    }
    SortedSet<String> known = entityWords();
    notes.suggest(
        "by-unknown",
        path,
        "names no owner",
        name,
        String.join(", ", known) + " or properties.NAME",
        guess(name, known, types));
    return null;
  }

  /** What is counted once for each value. */
  @Nullable Expression distinct(String name, String path, PropertyTypes types) {
    if (name.startsWith(PROPERTIES)) {
      Type type = type(name, PROPERTIES, path, types);
      return type == null ? null : new Property(name.substring(PROPERTIES.length()), type);
    }
    if (name.equals("day")) {
      return new Column(EventColumn.DAY);
    }
    for (EntityKind entity : source.entityColumns().keySet()) {
      if (name.equals(word(entity))) {
        return entity.column();
      }
    }
    SortedSet<String> known = entityWords();
    known.add("day");
    notes.suggest(
        "distinct-unknown",
        path,
        "names nothing that can be counted",
        name,
        String.join(", ", known) + " or properties.NAME",
        guess(name, known, types));
    return null;
  }

  /** A number that is totalled. */
  @Nullable Expression summand(String name, String path, PropertyTypes types) {
    if (!name.startsWith(PROPERTIES)) {
      notes.suggest(
          "sum-unknown",
          path,
          "names no property",
          name,
          "properties.NAME",
          guess(name, new TreeSet<>(), types));
      return null;
    }
    Type type = type(name, PROPERTIES, path, types);
    if (type == null || type == Type.INT || type == Type.DOUBLE) {
      return type == null ? null : new Property(name.substring(PROPERTIES.length()), type);
    }
    notes.error("sum-type", path, "is no number", name + ", which is " + type, "INT or DOUBLE");
    return null;
  }

  /** What tells groups of events apart. */
  @Nullable Expression group(String name, String path, PropertyTypes types) {
    if (name.startsWith(PROPERTIES)) {
      Type type = type(name, PROPERTIES, path, types);
      return type == null ? null : new Property(name.substring(PROPERTIES.length()), type);
    }
    if (name.equals("day")) {
      return new Column(EventColumn.DAY);
    }
    if (name.equals("user") && source.entityColumns().containsKey(EntityKind.USER)) {
      return EntityKind.USER.column();
    }
    SortedSet<String> known = new TreeSet<>(List.of("day", "user"));
    notes.suggest(
        "per-unknown",
        path,
        "names nothing that events can be grouped by",
        name,
        "day, user or properties.NAME",
        guess(name, known, types));
    return null;
  }

  /** A start property by which a report is cut. */
  @Nullable StartProperty start(String rule, String name, String path, PropertyTypes types) {
    if (name.startsWith(START)) {
      Type type = type(name, START, path, types);
      return type == null ? null : new StartProperty(name.substring(START.length()), type);
    }
    String bare = name.startsWith(PROPERTIES) ? name.substring(PROPERTIES.length()) : name;
    notes.suggest(
        rule,
        path,
        "is no property of the start event",
        name,
        START + "NAME",
        Nearest.to(bare, types.names()).map(n -> START + n));
    return null;
  }

  /** The name of the property that names the arm; null if there is none. */
  @Nullable String arm(String name, String path, PropertyTypes types) {
    if (!name.startsWith(PROPERTIES)) {
      notes.suggest(
          "arm-unknown",
          path,
          "names no property",
          name,
          "properties.NAME",
          guess(name, new TreeSet<>(), types));
      return null;
    }
    return type(name, PROPERTIES, path, types) == null ? null : name.substring(PROPERTIES.length());
  }

  private @Nullable Type type(String name, String prefix, String path, PropertyTypes types) {
    return switch (types.lookup(name.substring(prefix.length()))) {
      case Lookup.Found(Type type) -> type;
      case Lookup.Unknown(Optional<String> nearest) -> {
        notes.suggest(
            "property-unknown",
            path,
            "no such property",
            name,
            "a property that the catalog declares for " + types.owner(),
            nearest.map(n -> prefix + n));
        yield null;
      }
      case Lookup.SeveralTypes(String found) -> {
        notes.error(
            "property-types",
            path,
            "the events that declare the property disagree about its type",
            name + ", which is " + found,
            "one type on all events that declare it");
        yield null;
      }
    };
  }

  private static Optional<String> guess(String name, SortedSet<String> known, PropertyTypes types) {
    return types.declared().containsKey(name)
        ? Optional.of(PROPERTIES + name)
        : Nearest.to(name, known)
            .or(() -> Nearest.to(name, types.names()).map(n -> PROPERTIES + n));
  }

  private SortedSet<String> entityWords() {
    SortedSet<String> words = new TreeSet<>();
    source.entityColumns().keySet().forEach(entity -> words.add(word(entity)));
    return words;
  }

  static String word(EntityKind entity) {
    return entity.name().toLowerCase(Locale.ROOT);
  }
}
