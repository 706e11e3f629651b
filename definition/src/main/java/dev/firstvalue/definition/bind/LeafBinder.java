package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds what turns rows into instants: counts, totals; sequences and ratios by their binders. */
final class LeafBinder {
  private final Streams streams;
  private final PropertyTypes start;
  private final Notes notes;
  private final GroupKeys groups;

  LeafBinder(Streams streams, PropertyTypes start, Notes notes) {
    this.streams = streams;
    this.start = start;
    this.notes = notes;
    this.groups = new GroupKeys(streams.keys(), notes);
  }

  /** The keys that the condition is grouped by, its own or those around it; null with findings. */
  @Nullable List<Expression> per(Condition condition, String path, ConditionPlace place) {
    List<List<String>> events = events(condition);
    if (!events.stream().flatMap(List::stream).allMatch(streams.catalog()::has)) {
      return List.of(); // an event is unknown, and will be said to be
    }
    List<PropertyTypes> types = events.stream().map(streams.catalog()::of).toList();
    if (condition.getPerCount() == 0) {
      boolean reached = true;
      for (PropertyTypes each : types) {
        reached &= groups.reach(place.group(), each, path);
      }
      return reached ? place.group() : null;
    }
    String at = FieldPath.field(path, "per");
    if (!place.group().isEmpty()) {
      notes.error(
          "per-nested",
          at,
          "groups inside groups are not in the language",
          String.join(", ", condition.getPerList()),
          "all keys in the outer per");
      return null;
    }
    return groups.bind(condition.getPerList(), at, types);
  }

  private static List<List<String>> events(Condition condition) {
    if (condition.getSequenceCount() > 0) {
      return condition.getSequenceList().stream().<List<String>>map(Step::getEventList).toList();
    }
    return condition.hasRatio()
        ? List.of(
            condition.getRatio().getOf().getEventList(),
            condition.getRatio().getTo().getEventList())
        : List.of(condition.getEventList());
  }

  /** The leaf at a path, or null with findings. */
  @Nullable Leaf bind(
      Condition condition,
      ConditionForm form,
      String path,
      ConditionPlace place,
      List<Expression> per) {
    return switch (form) {
      case LEAF ->
          condition.getSum().isEmpty()
              ? nth(condition, path, place, per)
              : total(condition, path, place, per);
      case SEQUENCE ->
          new ChainBinder(streams, start, notes).bind(condition, path, place.range(), per);
      case RATIO -> new RatioBinder(this, notes).bind(condition, path, place.range(), per);
      case ALL, ANY -> throw new IllegalArgumentException("form: " + form + " (expected: a leaf)");
    };
  }

  private @Nullable Leaf nth(
      Condition condition, String path, ConditionPlace place, List<Expression> per) {
    Leaf.Counted counted = counted(condition, path);
    Long n = count(condition, path);
    return counted == null || n == null
        ? null
        : new Leaf.Nth(counted.stream(), place.range(), n, counted.distinct(), per);
  }

  /** The rows, or their distinct values, that the condition counts; null with findings. */
  Leaf.@Nullable Counted counted(Condition condition, String path) {
    Stream stream = stream(condition, path);
    Expression distinct = null;
    if (!condition.getDistinct().isEmpty()) {
      distinct = distinct(condition, FieldPath.field(path, "distinct"));
      if (distinct == null) {
        return null;
      }
    }
    return stream == null ? null : new Leaf.Counted(stream, Optional.ofNullable(distinct));
  }

  private @Nullable Leaf total(
      Condition condition, String path, ConditionPlace place, List<Expression> per) {
    Stream stream = stream(condition, path);
    if (!condition.getDistinct().isEmpty()) {
      notes.error(
          "modifier-misplaced",
          FieldPath.field(path, "distinct"),
          "does not go with sum",
          condition.getDistinct(),
          "either distinct or sum");
      return null;
    }
    BigDecimal reaching = reaching(condition, path);
    if (stream == null || reaching == null) {
      return null;
    }
    Expression value =
        streams
            .keys()
            .summand(
                condition.getSum(),
                FieldPath.field(path, "sum"),
                streams.catalog().of(condition.getEventList()));
    return value == null ? null : new Leaf.Total(stream, place.range(), value, reaching, per);
  }

  private @Nullable Stream stream(Condition condition, String path) {
    return streams.bind(
        condition.getEventList(),
        condition.getWhere(),
        condition.getByList(),
        path,
        Optional.of(start));
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

  /** The condition's {@code atLeast} as a count, or null with a finding. */
  @Nullable Long count(Condition condition, String path) {
    return condition.hasAtLeast()
        ? whole(condition.getAtLeast(), FieldPath.field(path, "atLeast"))
        : Long.valueOf(1);
  }

  /** A number as a count, or null with a finding. */
  @Nullable Long whole(double value, String path) {
    if (value >= 1 && value == Math.rint(value) && value <= 1e12) {
      return (long) value;
    }
    notes.error("at-least", path, "is no count", words(value), "an integer of at least 1");
    return null;
  }

  private @Nullable BigDecimal reaching(Condition condition, String path) {
    double value = condition.hasAtLeast() ? condition.getAtLeast() : 1;
    if (value > 0 && value <= 1e12) {
      BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
      if (decimal.scale() <= Leaf.Total.PLACES) {
        return decimal;
      }
    }
    notes.error(
        "at-least",
        FieldPath.field(path, "atLeast"),
        "is no total",
        words(value),
        "a positive number with at most " + Leaf.Total.PLACES + " decimal places");
    return null;
  }

  private static String words(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value)).toPlainString()
        : Double.toString(value);
  }
}
