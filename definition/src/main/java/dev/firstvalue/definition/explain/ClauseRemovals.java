package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Step;
import dev.firstvalue.definition.v1.ValueEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A definition without each of its clauses in turn: the parts of {@code all} and {@code any}, the
 * steps of a sequence, every {@code where}, {@code unless}, {@code within} and {@code gap} of the
 * value event. Variants stay as they are. A clause that the rest needs (a step that the next one
 * reads) cannot be taken out, and is left alone.
 */
public final class ClauseRemovals {
  /** More clauses would be a list that nobody reads, and a pass that counts dozens of plans. */
  private static final int MOST = 16;

  private final EventModel model;
  private final ValueEvent definition;
  private final Plan whole;
  private final List<WithoutClause> found = new ArrayList<>();

  private ClauseRemovals(EventModel model, ValueEvent definition, Plan whole) {
    this.model = model;
    this.definition = definition;
    this.whole = whole;
  }

  /** The first clauses in the order of the document; empty where there is only one. */
  public static List<WithoutClause> of(EventModel model, ValueEvent definition) {
    Optional<Plan> whole = Binder.plan(model, definition).value();
    if (whole.isEmpty()) {
      return List.of();
    }
    ClauseRemovals removals = new ClauseRemovals(model, definition, whole.get());
    removals.within("qualifies", definition.getSpec().getQualifies(), left -> left);
    return removals.found.stream().limit(MOST).toList();
  }

  /**
   * Takes out each clause of one condition.
   *
   * @param into puts what is left of it back into the whole condition
   */
  private void within(String path, Condition condition, UnaryOperator<Condition> into) {
    Consumer<Removal> remove =
        removal -> add(path + removal.place(), removal.words(), into.apply(removal.left()));
    for (int i = 0; i < condition.getAllCount(); i++) {
      int part = i;
      if (condition.getAllCount() > 1) {
        remove.accept(
            new Removal(
                ".all[" + i + "]",
                ClauseWords.of(condition.getAll(i)),
                condition.toBuilder().removeAll(i).build()));
      }
      within(
          path + ".all[" + i + "]",
          condition.getAll(i),
          left -> into.apply(condition.toBuilder().setAll(part, left).build()));
    }
    for (int i = 0; i < condition.getAnyCount(); i++) {
      int part = i;
      if (condition.getAnyCount() > 1) {
        remove.accept(
            new Removal(
                ".any[" + i + "]", ClauseWords.of(condition.getAny(i)), withoutAny(condition, i)));
      }
      within(
          path + ".any[" + i + "]",
          condition.getAny(i),
          left -> into.apply(condition.toBuilder().setAny(part, left).build()));
    }
    steps(condition, remove);
    if (!condition.getWhere().isEmpty()) {
      remove.accept(
          new Removal(".where", condition.getWhere(), condition.toBuilder().clearWhere().build()));
    }
    if (condition.hasUnless()) {
      remove.accept(
          new Removal(
              ".unless",
              "unless " + ClauseWords.of(condition.getUnless()),
              condition.toBuilder().clearUnless().build()));
    }
    if (!condition.getWithin().isEmpty()) {
      remove.accept(
          new Removal(
              ".within",
              "within " + condition.getWithin(),
              condition.toBuilder().clearWithin().build()));
    }
    if (!condition.getGap().isEmpty()) {
      remove.accept(
          new Removal(
              ".gap",
              "at most " + condition.getGap() + " apart",
              condition.toBuilder().clearGap().build()));
    }
  }

  /** What one removal leaves of a condition. */
  private record Removal(String place, String words, Condition left) {}

  private static void steps(Condition condition, Consumer<Removal> remove) {
    for (int i = 0; i < condition.getSequenceCount(); i++) {
      Step step = condition.getSequence(i);
      String place = ".sequence[" + i + "]";
      if (condition.getSequenceCount() > 2) {
        remove.accept(
            new Removal(
                place,
                "step " + String.join(" or ", step.getEventList()),
                condition.toBuilder().removeSequence(i).build()));
      }
      if (!step.getWhere().isEmpty()) {
        remove.accept(
            new Removal(
                place + ".where",
                step.getWhere(),
                condition.toBuilder().setSequence(i, step.toBuilder().clearWhere()).build()));
      }
    }
  }

  /** As many are still asked for, but no more than there are. */
  private static Condition withoutAny(Condition condition, int part) {
    Condition.Builder left = condition.toBuilder().removeAny(part);
    return condition.hasAtLeast()
        ? left.setAtLeast(Math.min(condition.getAtLeast(), left.getAnyCount())).build()
        : left.build();
  }

  private void add(String path, String words, Condition left) {
    ValueEvent.Builder other = definition.toBuilder();
    other.getSpecBuilder().setQualifies(left);
    Binder.plan(model, other.build())
        .value()
        .filter(plan -> !plan.equals(whole))
        .ifPresent(plan -> found.add(new WithoutClause(path, words, plan)));
  }
}
