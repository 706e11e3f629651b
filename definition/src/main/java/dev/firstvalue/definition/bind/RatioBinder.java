package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds a share of counts. */
final class RatioBinder {
  private static final List<String> TAKES = List.of("event", "where", "by", "distinct");

  private final LeafBinder leaves;
  private final Notes notes;

  RatioBinder(LeafBinder leaves, Notes notes) {
    this.leaves = leaves;
    this.notes = notes;
  }

  /** The ratio at a path, or null with findings. */
  Leaf.@Nullable Ratio bind(
      Condition condition, String conditionPath, Range range, List<Expression> per) {
    Ratio ratio = condition.getRatio();
    String path = FieldPath.field(conditionPath, "ratio");
    Leaf.Counted of = counted(ratio.getOf(), FieldPath.field(path, "of"));
    Leaf.Counted to = counted(ratio.getTo(), FieldPath.field(path, "to"));
    Long from = ratio.hasFrom() ? leaves.whole(ratio.getFrom(), FieldPath.field(path, "from")) : 1L;
    Duration after = null;
    if (!ratio.getAfter().isEmpty()) {
      after = after(ratio.getAfter(), FieldPath.field(path, "after"), range);
      if (after == null) {
        return null;
      }
    }
    return of == null || to == null || from == null
        ? null
        : new Leaf.Ratio(
            of, to, range, ratio.getAbove() + 0.0, from, Optional.ofNullable(after), per);
  }

  private Leaf.@Nullable Counted counted(Condition leaf, String path) {
    ConditionForm form = ConditionForm.of(leaf, path, notes);
    if (form == null) {
      return null;
    }
    boolean accepted = form == ConditionForm.LEAF;
    for (String modifier : ConditionForm.written(leaf)) {
      if (!TAKES.contains(modifier)) {
        misplaced(FieldPath.field(path, modifier), modifier);
        accepted = false;
      }
    }
    if (form != ConditionForm.LEAF) {
      misplaced(path, form.word());
    }
    return accepted ? leaves.counted(leaf, path) : null;
  }

  private void misplaced(String path, String found) {
    notes.error(
        "modifier-misplaced", path, "does not go inside ratio", found, String.join(", ", TAKES));
  }

  private @Nullable Duration after(String text, String path, Range range) {
    Duration after = notes.positive(text, path);
    Duration window = range.to().minus(range.from());
    if (after != null && after.compareTo(window) >= 0) {
      notes.error(
          "ratio-after",
          path,
          "every look would fall outside the window",
          text,
          "less than " + Durations.format(window));
      return null;
    }
    return after;
  }
}
