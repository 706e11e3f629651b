package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * What a definition means.
 *
 * @param source where events are
 * @param entity who is counted
 * @param anchor time zero
 * @param window the definition's {@code within}
 * @param leaves every leaf once; {@link Instants.Of} names them by index
 * @param variants ordered: the first case whose condition is true at time zero decides
 * @param qualifies the value event of everyone else
 * @param milestones the ladder before value
 * @param outcomes signs of retention, the primary one first
 * @param attributes start properties by which reports are cut
 */
public record Plan(
    Source source,
    EntityKind entity,
    Anchor anchor,
    Duration window,
    List<Leaf> leaves,
    List<Case> variants,
    Instants qualifies,
    List<Step> milestones,
    List<Outcome> outcomes,
    List<StartProperty> attributes) {

  public Plan {
    leaves = List.copyOf(leaves);
    variants = List.copyOf(variants);
    milestones = List.copyOf(milestones);
    outcomes = List.copyOf(outcomes);
    attributes = List.copyOf(attributes);
  }

  /** The plan over another source of the same events. */
  public Plan over(Source other) {
    return new Plan(
        other,
        entity,
        anchor,
        window,
        leaves,
        variants,
        qualifies,
        milestones,
        outcomes,
        attributes);
  }

  /** The plan in which the entities of one variant are counted by what is left. */
  public Plan withoutVariant(int variant) {
    List<Case> others = new ArrayList<>(variants);
    others.remove(variant);
    return new Plan(
        source,
        entity,
        anchor,
        window,
        leaves,
        others,
        qualifies,
        milestones,
        outcomes,
        attributes);
  }

  /**
   * The plan with an event of this name as the value event of everybody, whatever its properties,
   * by the entity's own column.
   */
  public Plan reachedBy(String event) {
    List<Leaf> more = new ArrayList<>(leaves);
    more.add(
        new Leaf.Nth(
            new Stream(List.of(event), List.of(entity.column()), Optional.empty()),
            Range.within(window),
            1,
            Optional.empty(),
            List.of()));
    return new Plan(
        source,
        entity,
        anchor,
        window,
        more,
        List.of(),
        new Instants.Of(leaves.size()),
        milestones,
        outcomes,
        attributes);
  }

  /** Whether entities may share an account, and so be alike. */
  public boolean mayShareAccounts() {
    return entity == EntityKind.USER && source.entityColumns().containsKey(EntityKind.ACCOUNT);
  }

  /** The indices of the leaves that decide the value event. */
  public SortedSet<Integer> leavesOfValue() {
    SortedSet<Integer> leaves = new TreeSet<>(qualifies.leaves());
    variants.forEach(variant -> leaves.addAll(variant.qualifies().leaves()));
    return leaves;
  }

  /** The indices of the leaves that decide anything. */
  public SortedSet<Integer> leavesAsked() {
    SortedSet<Integer> leaves = leavesOfValue();
    milestones.forEach(step -> leaves.addAll(step.instants().leaves()));
    outcomes.forEach(outcome -> leaves.addAll(outcome.instants().leaves()));
    return leaves;
  }

  /** The same where other leaves are, each under the index that is given for its own. */
  Plan withLeaves(List<Leaf> others, IntUnaryOperator index) {
    return new Plan(
        source,
        entity,
        anchor,
        window,
        others,
        variants.stream()
            .map(one -> new Case(one.name(), one.when(), one.qualifies().withLeaves(index)))
            .toList(),
        qualifies.withLeaves(index),
        milestones.stream()
            .map(one -> new Step(one.name(), one.instants().withLeaves(index)))
            .toList(),
        outcomes.stream()
            .map(one -> new Outcome(one.name(), one.range(), one.instants().withLeaves(index)))
            .toList(),
        attributes);
  }

  /** A variant: {@code when} reads start properties only. */
  public record Case(String name, Expression when, Instants qualifies) {}

  /** A milestone. */
  public record Step(String name, Instants instants) {}

  /** A sign of retention inside its own range. */
  public record Outcome(String name, Range range, Instants instants) {}
}
