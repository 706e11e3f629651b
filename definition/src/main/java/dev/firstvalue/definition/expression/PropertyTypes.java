package dev.firstvalue.definition.expression;

import dev.firstvalue.definition.document.Nearest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The properties of one or several events with their types. A property may be used if at least one
 * of the events declares it and all that declare it give it one type.
 *
 * @param owner whose properties they are, for messages: {@code lesson_completed}
 * @param declared by property, by type, the first event that declares it so
 */
public record PropertyTypes(String owner, SortedMap<String, Map<Type, String>> declared) {
  public PropertyTypes {
    SortedMap<String, Map<Type, String>> copy = new TreeMap<>();
    declared.forEach(
        (name, types) -> copy.put(name, Collections.unmodifiableMap(new EnumMap<>(types))));
    declared = Collections.unmodifiableSortedMap(copy);
  }

  /** The names, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new java.util.TreeSet<>(declared.keySet()));
  }

  /** What is known of a property. */
  public Lookup lookup(String name) {
    Map<Type, String> types = declared.get(name);
    if (types == null) {
      return new Lookup.Unknown(Nearest.to(name, declared.keySet()));
    }
    if (types.size() > 1) {
      StringBuilder text = new StringBuilder();
      types.forEach(
          (type, event) ->
              text.append(text.isEmpty() ? "" : ", ").append(type).append(" on ").append(event));
      return new Lookup.SeveralTypes(text.toString());
    }
    return new Lookup.Found(types.keySet().iterator().next());
  }

  /** What is known of a property. */
  public sealed interface Lookup {
    /** It is declared with this type. */
    record Found(Type type) implements Lookup {}

    /** No event declares it. */
    record Unknown(Optional<String> nearest) implements Lookup {}

    /** Events disagree about its type. */
    record SeveralTypes(String types) implements Lookup {}
  }
}
