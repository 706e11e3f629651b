package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds the conditions of one definition; equal leaves are one. */
final class ConditionBinder {
  private final Streams streams;
  private final PropertyTypes start;
  private final Notes notes;
  private final Map<Leaf, Integer> leaves = new LinkedHashMap<>();

  ConditionBinder(Streams streams, PropertyTypes start, Notes notes) {
    this.streams = streams;
    this.start = start;
    this.notes = notes;
  }

  /** Every leaf so far, in the order of their indices. */
  List<Leaf> leaves() {
    return List.copyOf(leaves.keySet());
  }

  /** The instants of the condition at a path, or null with findings. */
  @Nullable Instants bind(Condition condition, String path, Range range) {
    return bind(condition, path, range, false);
  }

  private @Nullable Instants bind(
      Condition condition, String path, Range range, boolean insideUnless) {
    ConditionForm form = ConditionForm.of(condition, path, notes);
    if (form == null || !form.accepts(condition, path, notes)) {
      return null;
    }
    Instants value =
        switch (form) {
          case LEAF -> leaf(condition, path, range);
          case ALL -> {
            List<Instants> parts =
                parts(condition.getAllList(), FieldPath.field(path, "all"), range, insideUnless);
            yield parts == null ? null : new Instants.Latest(parts);
          }
          case ANY -> any(condition, path, range, insideUnless);
          case SEQUENCE, RATIO -> null; // refused above
        };
    return condition.hasUnless() ? unless(condition, path, range, insideUnless, value) : value;
  }

  private @Nullable Instants unless(
      Condition condition,
      String path,
      Range range,
      boolean insideUnless,
      @Nullable Instants value) {
    String unlessPath = FieldPath.field(path, "unless");
    if (insideUnless) {
      notes.error(
          "unless-nested",
          unlessPath,
          "an unless carries no unless of its own",
          "unless inside unless",
          "a condition without unless");
      return null;
    }
    Instants veto = bind(condition.getUnless(), unlessPath, range, true);
    return value == null || veto == null ? null : new Instants.Unless(value, veto);
  }

  private @Nullable List<Instants> parts(
      List<Condition> conditions, String path, Range range, boolean insideUnless) {
    List<Instants> parts = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      Instants part = bind(conditions.get(i), FieldPath.index(path, i), range, insideUnless);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.size() == conditions.size() ? parts : null;
  }

  private @Nullable Instants any(
      Condition condition, String path, Range range, boolean insideUnless) {
    List<Instants> parts =
        parts(condition.getAnyList(), FieldPath.field(path, "any"), range, insideUnless);
    Long k = atLeast(condition, path);
    if (k == null) {
      return null;
    }
    int count = condition.getAnyCount();
    if (k > count) {
      notes.error(
          "at-least",
          FieldPath.field(path, "atLeast"),
          "more parts are asked for than there are",
          Long.toString(k),
          "1 to " + count);
      return null;
    }
    return parts == null ? null : new Instants.NthOf(Math.toIntExact(k), parts);
  }

  private @Nullable Instants leaf(Condition condition, String path, Range range) {
    Stream stream =
        streams.bind(
            condition.getEventList(),
            condition.getWhere(),
            condition.getByList(),
            path,
            Optional.of(start));
    Long n = atLeast(condition, path);
    Expression distinct = null;
    if (!condition.getDistinct().isEmpty()) {
      distinct = distinct(condition, FieldPath.field(path, "distinct"));
      if (distinct == null) {
        return null;
      }
    }
    if (stream == null || n == null) {
      return null;
    }
    Leaf leaf = new Leaf.Nth(stream, range, n, Optional.ofNullable(distinct));
    Integer index = leaves.putIfAbsent(leaf, leaves.size());
    return new Instants.Of(index == null ? leaves.size() - 1 : index);
  }

  private @Nullable Expression distinct(Condition condition, String path) {
    if (!condition.getEventList().stream().allMatch(streams.catalog()::has)) {
      return null; // the event is unknown, and said to be
    }
    Expression distinct =
        streams
            .keys()
            .distinct(
                condition.getDistinct(), path, streams.catalog().of(condition.getEventList()));
    if (distinct != null
        && distinct.equals(streams.entity().column())
        && condition.getByCount() == 0) {
      notes.error(
          "distinct-own-entity",
          path,
          "every row of an entity carries the entity itself: there is only one to count",
          condition.getDistinct(),
          "another key, or by, or the other entity");
      return null;
    }
    return distinct;
  }

  private @Nullable Long atLeast(Condition condition, String path) {
    if (!condition.hasAtLeast()) {
      return 1L;
    }
    double value = condition.getAtLeast();
    if (value >= 1 && value == Math.rint(value) && value <= 1e12) {
      return (long) value;
    }
    notes.error(
        "at-least",
        FieldPath.field(path, "atLeast"),
        "is no count",
        Double.isFinite(value)
            ? new BigDecimal(Double.toString(value)).toPlainString()
            : Double.toString(value),
        "an integer of at least 1");
    return null;
  }
}
