package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.v1.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the conditions of one definition; equal leaves are one. */
final class ConditionBinder {
  private final LeafBinder leafBinder;
  private final Notes notes;
  private final Map<Leaf, Integer> leaves = new LinkedHashMap<>();

  ConditionBinder(Streams streams, PropertyTypes start, Notes notes) {
    this.leafBinder = new LeafBinder(streams, start, notes);
    this.notes = notes;
  }

  /** Every leaf so far, in the order of their indices. */
  List<Leaf> leaves() {
    return List.copyOf(leaves.keySet());
  }

  /** The instants of the condition at a path, or null with findings. */
  @Nullable Instants bind(Condition condition, String path, ConditionPlace outer) {
    ConditionForm form = ConditionForm.of(condition, path, notes);
    if (form == null || !form.accepts(condition, path, notes)) {
      return null;
    }
    ConditionPlace place = within(condition, path, outer);
    if (place == null) {
      return null;
    }
    return switch (form) {
      case LEAF, SEQUENCE, RATIO -> grouped(condition, path, place, form);
      case ALL -> {
        List<Instants> parts = parts(condition.getAllList(), FieldPath.field(path, "all"), place);
        Instants all = parts == null ? null : new Instants.Latest(parts);
        yield unless(condition, path, place, all);
      }
      case ANY -> unless(condition, path, place, any(condition, path, place));
    };
  }

  /** The place with the condition's own, shorter window; null with a finding. */
  private @Nullable ConditionPlace within(Condition condition, String path, ConditionPlace outer) {
    if (condition.getWithin().isEmpty()) {
      return outer;
    }
    String at = FieldPath.field(path, "within");
    if (!outer.qualifies()) {
      notes.error(
          "modifier-misplaced",
          at,
          "shortens the window of a value event, and stands outside one",
          condition.getWithin(),
          "a condition inside qualifies");
      return null;
    }
    Duration within = notes.positive(condition.getWithin(), at);
    if (within == null) {
      return null;
    }
    Duration window = outer.range().to();
    if (within.compareTo(window) >= 0) {
      notes.error(
          "within-not-shorter",
          at,
          "is no shorter than the window around it",
          condition.getWithin(),
          "less than " + Durations.format(window));
      return null;
    }
    return outer.in(Range.within(within));
  }

  /** A leaf of some form, once for each group if it has keys, with its veto inside the group. */
  private @Nullable Instants grouped(
      Condition condition, String path, ConditionPlace place, ConditionForm form) {
    List<Expression> per = leafBinder.per(condition, path, place);
    if (per == null) {
      return null;
    }
    Leaf leaf = leafBinder.bind(condition, form, path, place, per);
    Instants value = leaf == null ? null : of(leaf);
    boolean ownGroups = condition.getPerCount() > 0;
    Instants whole = unless(condition, path, ownGroups ? place.insideGroup(per) : place, value);
    return whole == null || !ownGroups ? whole : new Instants.LeastOfGroups(per, whole);
  }

  private Instants of(Leaf leaf) {
    return new Instants.Of(index(leaf));
  }

  /** The index of a leaf, which is new or there already. */
  int index(Leaf leaf) {
    Integer index = leaves.putIfAbsent(leaf, leaves.size());
    return index == null ? leaves.size() - 1 : index;
  }

  /** The value with the condition's veto, if it has one. */
  private @Nullable Instants unless(
      Condition condition, String path, ConditionPlace place, @Nullable Instants value) {
    if (!condition.hasUnless()) {
      return value;
    }
    String unlessPath = FieldPath.field(path, "unless");
    if (place.insideUnless()) {
      notes.error(
          "unless-nested",
          unlessPath,
          "an unless carries no unless of its own",
          "unless inside unless",
          "a condition without unless");
      return null;
    }
    Instants veto = bind(condition.getUnless(), unlessPath, place.vetoing());
    return value == null || veto == null ? null : new Instants.Unless(value, veto);
  }

  private @Nullable List<Instants> parts(
      List<Condition> conditions, String path, ConditionPlace place) {
    List<Instants> parts = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      Instants part = bind(conditions.get(i), FieldPath.index(path, i), place);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.size() == conditions.size() ? parts : null;
  }

  private @Nullable Instants any(Condition condition, String path, ConditionPlace place) {
    List<Instants> parts = parts(condition.getAnyList(), FieldPath.field(path, "any"), place);
    Long k = leafBinder.count(condition, path);
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
}
