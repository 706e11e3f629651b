package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.expression.Scope;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds which rows: names of events, whose they are, and a predicate. */
final class Streams {
  private final Source source;
  private final Catalog catalog;
  private final EntityKind entity;
  private final Notes notes;
  private final Keys keys;

  Streams(Source source, Catalog catalog, EntityKind entity, Notes notes) {
    this.source = source;
    this.catalog = catalog;
    this.entity = entity;
    this.notes = notes;
    this.keys = new Keys(source, notes);
  }

  /**
   * The stream of the message at a path, or null with findings.
   *
   * @param start the properties of the start event, where the predicate may read them
   */
  @Nullable Stream bind(
      List<String> events,
      String where,
      List<String> by,
      String path,
      Optional<PropertyTypes> start) {
    return bind(events, where, by, path, start, Optional.empty(), Set.of());
  }

  /**
   * The stream of a step, or null with findings; its predicate may read the step before.
   *
   * @param stepBefore the step before, where it has a name
   * @param otherSteps the names of the other steps of the sequence
   */
  @Nullable Stream bind(
      List<String> events,
      String where,
      List<String> by,
      String path,
      Optional<PropertyTypes> start,
      Optional<Scope.StepBefore> stepBefore,
      Set<String> otherSteps) {
    if (!known(events, path)) {
      return null; // which properties there are is not known either
    }
    PropertyTypes types = catalog.of(events);
    List<Expression> whose = owners(by, path, types);
    Expression predicate =
        where.isEmpty()
            ? null
            : notes.predicate(
                where,
                FieldPath.field(path, "where"),
                new Scope(
                    SourceBinder.columns(source.entityColumns().keySet()),
                    Optional.of(types),
                    start,
                    stepBefore,
                    otherSteps));
    return whose == null || (predicate == null && !where.isEmpty())
        ? null
        : new Stream(events, whose, Optional.ofNullable(predicate));
  }

  Source source() {
    return source;
  }

  EntityKind entity() {
    return entity;
  }

  Catalog catalog() {
    return catalog;
  }

  Keys keys() {
    return keys;
  }

  private boolean known(List<String> events, String path) {
    String list = FieldPath.field(path, "event");
    if (events.isEmpty()) {
      notes.error("event-missing", list, "names no event", "nothing", "at least one event");
    }
    boolean known = !events.isEmpty();
    for (int i = 0; i < events.size(); i++) {
      if (!catalog.has(events.get(i))) {
        known = false;
        notes.unknown(
            "event-unknown",
            FieldPath.index(list, i),
            "the catalog has no such event",
            events.get(i),
            catalog.names());
      }
    }
    return known;
  }

  private @Nullable List<Expression> owners(List<String> by, String path, PropertyTypes types) {
    if (by.isEmpty()) {
      return List.of(entity.column());
    }
    List<Expression> owners = new ArrayList<>();
    // Their order says nothing: any of them may be the entity.
    List<String> sorted = by.stream().sorted().distinct().toList();
    for (String name : sorted) {
      String place = FieldPath.index(FieldPath.field(path, "by"), by.indexOf(name));
      Expression owner = keys.owner(name, place, types);
      if (owner == null) {
        return null;
      }
      if (!owners.contains(owner)) {
        owners.add(owner);
      }
    }
    return owners;
  }
}
