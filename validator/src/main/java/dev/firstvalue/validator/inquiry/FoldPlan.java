package dev.firstvalue.validator.inquiry;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every count that a report needs, as folds of one pass.
 *
 * <p>Each fold begins with the four keys of {@link #GATES}: excluded, set aside, newness verified,
 * and mature for what the fold is about.
 */
public final class FoldPlan {
  /** The keys before a fold's own. */
  static final int GATES = 4;

  /** Times to value are counted by the second. */
  public static final Duration TIME_UNIT = Duration.ofSeconds(1);

  /** Within which of those who reached value it is told who came back to it. */
  public static final List<Duration> RETURNS = List.of(Duration.ofDays(7), Duration.ofDays(30));

  private static final long MOST_UNITS = 1500;

  private static final List<Duration> COHORT_TIME_UNITS =
      List.of(
          TIME_UNIT,
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final Plan plan;
  private final Duration firstMinutes;

  public FoldPlan(Plan plan, Duration firstMinutes) {
    this.plan = plan;
    this.firstMinutes = firstMinutes;
  }

  /**
   * When an entity is outcome-mature: the end of the primary outcome, or of the window without one.
   */
  Duration maturity() {
    return plan.outcomes().isEmpty() ? plan.window() : plan.outcomes().getFirst().range().to();
  }

  /** Reach-mature, reached, reached in the first minutes, retained (if there is an outcome). */
  public Fold population() {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Mature(plan.window()));
    keys.add(new FactKey.Reached(plan.window()));
    keys.add(new FactKey.Reached(firstMinutes));
    if (!plan.outcomes().isEmpty()) {
      keys.add(new FactKey.Retained(0));
    }
    return gated(maturity(), keys);
  }

  /** Reached, and each milestone in order. */
  public Fold funnel() {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Reached(plan.window()));
    IntStream.range(0, plan.milestones().size()).forEach(i -> keys.add(new FactKey.Milestone(i)));
    return gated(maturity(), keys);
  }

  /** Whole seconds, reached, reach-mature. */
  public Fold timeToValue() {
    return gated(
        maturity(),
        List.of(
            new FactKey.Elapsed(TIME_UNIT),
            new FactKey.Reached(plan.window()),
            new FactKey.Mature(plan.window())));
  }

  /** Whole units of {@link #cohortTimeUnit}, reached, week. */
  public Fold cohortTimes() {
    return gated(
        maturity(),
        List.of(
            new FactKey.Elapsed(cohortTimeUnit()),
            new FactKey.Reached(plan.window()),
            new FactKey.Week()));
  }

  /**
   * Times are counted by this unit where they are counted by week too: the window is at most 1,500
   * of them, or a year of weeks would be millions of counts.
   */
  public Duration cohortTimeUnit() {
    return COHORT_TIME_UNITS.stream()
        .filter(unit -> plan.window().dividedBy(unit) <= MOST_UNITS)
        .findFirst()
        .orElse(COHORT_TIME_UNITS.getLast());
  }

  /** Reached, for those known for the window and so long after it. */
  public Fold reachedBefore(Duration after) {
    return gated(plan.window().plus(after), List.of(new FactKey.Reached(plan.window())));
  }

  /** Week, reached. */
  public Fold cohorts() {
    return gated(maturity(), List.of(new FactKey.Week(), new FactKey.Reached(plan.window())));
  }

  /** Reached, retained, for a later outcome with its own maturity. */
  public Fold outcome(int index) {
    return gated(
        plan.outcomes().get(index).range().to(),
        List.of(new FactKey.Reached(plan.window()), new FactKey.Retained(index)));
  }

  /** The value, reached, retained (if there is an outcome). */
  public Fold segment(FactKey by) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(by);
    keys.add(new FactKey.Reached(plan.window()));
    if (!plan.outcomes().isEmpty()) {
      keys.add(new FactKey.Retained(0));
    }
    return gated(maturity(), keys);
  }

  /**
   * Account, reached, reached in the first minutes, week, whole seconds to value, each milestone in
   * order, each attribute in order, the variant (if there are any); for each outcome whether its
   * window is over and whether it was seen; for each of {@link #RETURNS} whether the entity has
   * been known for so long after the window.
   */
  Fold accounts() {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Account());
    keys.add(new FactKey.Reached(plan.window()));
    keys.add(new FactKey.Reached(firstMinutes));
    keys.add(new FactKey.Week());
    keys.add(new FactKey.Elapsed(TIME_UNIT));
    IntStream.range(0, plan.milestones().size()).forEach(i -> keys.add(new FactKey.Milestone(i)));
    IntStream.range(0, plan.attributes().size()).forEach(i -> keys.add(new FactKey.Attribute(i)));
    if (!plan.variants().isEmpty()) {
      keys.add(new FactKey.Variant());
    }
    for (int i = 0; i < plan.outcomes().size(); i++) {
      keys.add(new FactKey.Mature(plan.outcomes().get(i).range().to()));
      keys.add(new FactKey.Retained(i));
    }
    RETURNS.forEach(after -> keys.add(new FactKey.Mature(plan.window().plus(after))));
    return gated(maturity(), keys);
  }

  /** Own keys, for the population of reach and lift. */
  public Fold eligible(List<FactKey> keys) {
    return gated(maturity(), keys);
  }

  /**
   * Two plans on the same entities, the second without a clause of the first: set aside by the
   * second, part, reached by each, retained (if there is an outcome).
   *
   * @param other the second plan's number in the set; the first is 0
   * @param part which part of the entities
   */
  public Fold beside(int other, FactKey.Part part) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.InPlan(other, new FactKey.SetAside()));
    keys.add(part);
    keys.add(new FactKey.InPlan(0, new FactKey.Reached(plan.window())));
    keys.add(new FactKey.InPlan(other, new FactKey.Reached(plan.window())));
    if (!plan.outcomes().isEmpty()) {
      keys.add(new FactKey.InPlan(0, new FactKey.Retained(0)));
    }
    return ofSeveral(keys);
  }

  /** The same for the entities of each variant of the first plan, which is the last key. */
  public Fold besideByVariant(int other, FactKey.Part part) {
    List<FactKey> keys = new ArrayList<>(beside(other, part).keys().subList(GATES, GATES + 5));
    keys.add(new FactKey.InPlan(0, new FactKey.Variant()));
    return ofSeveral(keys);
  }

  /**
   * Several plans on the same entities by account, each but the first without something of it:
   * account, part, variant of the first (if there are any), reached by the first, retained (if
   * there is an outcome); for each other plan set aside and reached by it.
   *
   * @param others how many other plans there are
   * @param part which part of the entities
   */
  public Fold besideByAccount(int others, FactKey.Part part) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Account());
    keys.add(part);
    if (!plan.variants().isEmpty()) {
      keys.add(new FactKey.InPlan(0, new FactKey.Variant()));
    }
    keys.add(new FactKey.InPlan(0, new FactKey.Reached(plan.window())));
    if (!plan.outcomes().isEmpty()) {
      keys.add(new FactKey.InPlan(0, new FactKey.Retained(0)));
    }
    for (int other = 1; other <= others; other++) {
      keys.add(new FactKey.InPlan(other, new FactKey.SetAside()));
      keys.add(new FactKey.InPlan(other, new FactKey.Reached(plan.window())));
    }
    return ofSeveral(keys);
  }

  private Fold ofSeveral(List<FactKey> keys) {
    List<FactKey> all = new ArrayList<>();
    for (FactKey key : gated(maturity(), keys).keys()) {
      boolean known = key instanceof FactKey.InPlan || key.isOfEveryPlan();
      all.add(known ? key : new FactKey.InPlan(0, key));
    }
    return new Fold(all);
  }

  private static Fold gated(Duration maturity, List<FactKey> keys) {
    List<FactKey> all = new ArrayList<>();
    all.add(new FactKey.Excluded());
    all.add(new FactKey.SetAside());
    all.add(new FactKey.NewnessVerified());
    all.add(new FactKey.Mature(maturity));
    all.addAll(keys);
    return new Fold(all);
  }
}
