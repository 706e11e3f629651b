package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which columns of {@code facts} are asked for: the others, and what they would read, are left out.
 *
 * @param all every column of {@code EntityFacts}
 * @param account the account on the start event
 * @param id the id of the entity in the type of its column too
 * @param activity whether what entities did besides is asked for, which takes a scan of all events
 * @param others in which ranges they did something else
 * @param newness whether newness was verified, which takes a scan of all events
 * @param excluded whether the rule on entities is true
 * @param setAside whether more events match a leaf than are counted, which every leaf decides
 * @param variant which case decides
 * @param qualified the value event
 * @param within the shortest time in which the value event is asked for; zero where its instant is
 * @param milestones indices
 * @param outcomes indices
 * @param attributes indices
 */
record Wanted(
    boolean all,
    boolean account,
    boolean id,
    boolean activity,
    SortedSet<FactKey.OtherActivity> others,
    boolean newness,
    boolean excluded,
    boolean setAside,
    boolean variant,
    boolean qualified,
    Duration within,
    SortedSet<Integer> milestones,
    SortedSet<Integer> outcomes,
    SortedSet<Integer> attributes) {
  private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);

  /** Everything that {@code EntityFacts} has. */
  static Wanted everything(Plan plan) {
    return new Wanted(
        true,
        true,
        false,
        false,
        ranges(),
        true,
        true,
        true,
        true,
        true,
        Duration.ZERO,
        upTo(plan.milestones()),
        upTo(plan.outcomes()),
        upTo(plan.attributes()));
  }

  /** What folds by these keys of one plan read. */
  static Wanted by(Collection<FactKey> keys) {
    boolean account = false;
    boolean activity = false;
    SortedSet<FactKey.OtherActivity> others = ranges();
    boolean newness = false;
    boolean excluded = false;
    boolean setAside = false;
    boolean variant = false;
    boolean qualified = false;
    Duration within = EVER;
    SortedSet<Integer> milestones = new TreeSet<>();
    SortedSet<Integer> outcomes = new TreeSet<>();
    SortedSet<Integer> attributes = new TreeSet<>();
    for (FactKey key : keys) {
      switch (key) {
        case FactKey.NewnessVerified _ -> newness = true;
        case FactKey.Excluded _ -> excluded = true;
        case FactKey.SetAside _ -> setAside = true;
        case FactKey.Variant _ -> variant = true;
        case FactKey.Reached(Duration asked) -> {
          qualified = true;
          within = asked.compareTo(within) < 0 ? asked : within;
        }
        case FactKey.Elapsed _ -> {
          qualified = true;
          within = Duration.ZERO;
        }
        case FactKey.Milestone(int index) -> milestones.add(index);
        case FactKey.Retained(int index) -> outcomes.add(index);
        case FactKey.Attribute(int index) -> attributes.add(index);
        case FactKey.Part(HashSplit split) -> account |= split.unit() == HashSplit.Unit.ACCOUNT;
        case FactKey.Account _ -> account = true;
        case FactKey.Volume _, FactKey.Days _ -> activity = true;
        case FactKey.OtherActivity other -> others.add(other);
        case FactKey.InPlan _,
            FactKey.Mature _,
            FactKey.Week _,
            FactKey.Day _,
            FactKey.Arm _,
            FactKey.SeveralArms _,
            FactKey.QualifiedBefore _,
            FactKey.InPeriod _,
            FactKey.Held _,
            FactKey.Amount _,
            FactKey.Cluster _,
            FactKey.StartsLater _,
            FactKey.Past _,
            FactKey.ExposedFrom _ -> {}
      }
    }
    activity |= !others.isEmpty();
    qualified |= !others.isEmpty();
    setAside |= qualified || !milestones.isEmpty() || !outcomes.isEmpty();
    return new Wanted(
        false,
        account,
        false,
        activity,
        others,
        newness,
        excluded,
        setAside,
        variant,
        qualified,
        others.isEmpty() ? within : Duration.ZERO,
        milestones,
        outcomes,
        attributes);
  }

  /** What a search needs of entities: who they are, whether they count, the outcome. */
  static Wanted bySearch(Plan plan, boolean account) {
    return new Wanted(
        false,
        account,
        true,
        false,
        ranges(),
        true,
        true,
        true,
        false,
        false,
        EVER,
        new TreeSet<>(),
        upTo(plan.outcomes()),
        upTo(plan.attributes()));
  }

  /** Whether the start event has to say which variant decides. */
  boolean readsVariant() {
    return variant || qualified;
  }

  /** The indices of the leaves that matter. */
  SortedSet<Integer> leaves(Plan plan) {
    if (setAside) {
      return plan.leavesAsked();
    }
    SortedSet<Integer> leaves = new TreeSet<>();
    if (qualified) {
      leaves.addAll(plan.leavesOfValue());
    }
    milestones.forEach(index -> leaves.addAll(plan.milestones().get(index).instants().leaves()));
    outcomes.forEach(index -> leaves.addAll(plan.outcomes().get(index).instants().leaves()));
    return leaves;
  }

  /**
   * The indices of the leaves of which it matters when they were there. Of the others it does only
   * whether they were: none of their ranges ends after the time that is asked for.
   */
  SortedSet<Integer> timed(Plan plan) {
    if (all) {
      return leaves(plan);
    }
    SortedSet<Integer> timed = new TreeSet<>();
    SortedSet<Integer> value = plan.leavesOfValue();
    if (qualified
        && value.stream()
            .anyMatch(index -> plan.leaves().get(index).range().to().compareTo(within) > 0)) {
      timed.addAll(value);
    }
    List<Instants> truths = new ArrayList<>(List.of(plan.qualifies()));
    plan.variants().forEach(variant -> truths.add(variant.qualifies()));
    plan.milestones().forEach(step -> truths.add(step.instants()));
    plan.outcomes().forEach(outcome -> truths.add(outcome.instants()));
    truths.stream().filter(Instants::compares).forEach(truth -> timed.addAll(truth.leaves()));
    return timed;
  }

  private static SortedSet<FactKey.OtherActivity> ranges() {
    return new TreeSet<>(
        Comparator.comparing(FactKey.OtherActivity::from).thenComparing(FactKey.OtherActivity::to));
  }

  private static SortedSet<Integer> upTo(List<?> list) {
    return IntStream.range(0, list.size())
        .boxed()
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }
}
