package dev.firstvalue.definition.expression;

import dev.firstvalue.definition.expression.Expression.EventColumn;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names that an expression may use.
 *
 * @param columns the columns of the event; none where only the start event may be read
 * @param properties {@code properties.x}
 * @param start {@code start.properties.x}
 * @param stepBefore the event that fills the step just before, in a sequence
 * @param otherSteps the names of the other steps, which cannot be read
 */
public record Scope(
    Set<EventColumn> columns,
    Optional<PropertyTypes> properties,
    Optional<PropertyTypes> start,
    Optional<StepBefore> stepBefore,
    Set<String> otherSteps) {
  public Scope {
    columns = columns.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(columns));
    otherSteps = Set.copyOf(otherSteps);
  }

  /** A scope outside sequences. */
  public Scope(
      Set<EventColumn> columns, Optional<PropertyTypes> properties, Optional<PropertyTypes> start) {
    this(columns, properties, start, Optional.empty(), Set.of());
  }

  /**
   * A step that has a name: {@code created.user}, {@code created.properties.x}. It has the columns
   * that the event itself has.
   */
  public record StepBefore(String name, PropertyTypes properties) {}

  /** The names without those of properties, as documents write them. */
  SortedSet<String> columnNames() {
    SortedSet<String> names = new TreeSet<>();
    columns.forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
    return names;
  }

  /** What may be named, for messages. */
  String inWords() {
    StringBuilder words = new StringBuilder();
    properties.ifPresent(p -> words.append("properties.NAME"));
    start.ifPresent(p -> words.append(words.isEmpty() ? "" : ", ").append("start.properties.NAME"));
    columnNames().forEach(name -> words.append(words.isEmpty() ? "" : ", ").append(name));
    stepBefore.ifPresent(
        step -> words.append(", ").append(step.name()).append(".NAME for the step before"));
    return words.toString();
  }
}
