package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.PropertyType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The known events and their properties. */
final class Catalog {
  private final SortedMap<String, CatalogEvent> events;

  Catalog(Map<String, CatalogEvent> events) {
    this.events = new TreeMap<>(events);
  }

  SortedSet<String> names() {
    return new TreeSet<>(events.keySet());
  }

  boolean has(String event) {
    return events.containsKey(event);
  }

  /** The properties of these events together. */
  PropertyTypes of(Collection<String> names) {
    List<String> sorted = names.stream().distinct().sorted().toList();
    return types(sorted, sorted.size() > 5 ? "one of these events" : String.join(" or ", sorted));
  }

  /** The properties of all events together. */
  PropertyTypes all() {
    return types(List.copyOf(events.keySet()), "any event");
  }

  private PropertyTypes types(List<String> names, String owner) {
    SortedMap<String, Map<Type, String>> declared = new TreeMap<>();
    for (String name : names) {
      CatalogEvent event = events.get(name);
      if (event != null) {
        event
            .getPropertiesMap()
            .forEach(
                (property, type) ->
                    declared
                        .computeIfAbsent(property, p -> new EnumMap<>(Type.class))
                        .putIfAbsent(type(type), name));
      }
    }
    return new PropertyTypes(owner, declared);
  }

  /** The type of a declared property; text where a message from elsewhere says nothing. */
  private static Type type(PropertyType type) {
    return switch (type) {
      case PROPERTY_TYPE_INT -> Type.INT;
      case PROPERTY_TYPE_DOUBLE -> Type.DOUBLE;
      case PROPERTY_TYPE_BOOL -> Type.BOOL;
      case PROPERTY_TYPE_TIMESTAMP -> Type.TIMESTAMP;
      case PROPERTY_TYPE_STRING, PROPERTY_TYPE_UNSPECIFIED, UNRECOGNIZED -> Type.STRING;
    };
  }
}
