package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Folds of the facts of a plan: every entity in one row, by every key, and by some. */
final class Folds {
  private Folds() {}

  static List<Fold> of(Plan plan, Dice dice) {
    return folds(keys(plan, dice), List.of(), dice);
  }

  /** Those of each plan, and one that mixes keys of all. */
  static List<Fold> ofSet(PlanSet plans, Dice dice) {
    List<Fold> folds = new ArrayList<>();
    List<FactKey> mixed = new ArrayList<>();
    for (int i = 0; i < plans.plans().size(); i++) {
      int plan = i;
      List<FactKey> keys =
          keys(plans.plans().get(i), dice).stream()
              .map(
                  key ->
                      key.isOfEveryPlan() && dice.percent(50)
                          ? key
                          : (FactKey) new FactKey.InPlan(plan, key))
              .toList();
      folds.add(new Fold(keys));
      keys.stream().filter(key -> dice.percent(30)).forEach(mixed::add);
    }
    folds.add(new Fold(List.of()));
    folds.add(new Fold(mixed));
    return folds;
  }

  private static List<FactKey> keys(Plan plan, Dice dice) {
    List<FactKey> keys = shared(plan, dice);
    keys.add(new FactKey.NewnessVerified());
    keys.add(new FactKey.Variant());
    keys.add(new FactKey.Account());
    if (dice.percent(30)) { // they take a scan of all events, which few cases need to try
      keys.add(new FactKey.Volume());
      keys.add(new FactKey.Days());
      keys.add(new FactKey.OtherActivity(plan.window().dividedBy(2), plan.window()));
    }
    for (int i = 0; i < plan.milestones().size(); i++) {
      keys.add(new FactKey.Milestone(i));
    }
    for (int i = 0; i < plan.outcomes().size(); i++) {
      keys.add(new FactKey.Retained(i));
    }
    for (int i = 0; i < plan.attributes().size(); i++) {
      keys.add(new FactKey.Attribute(i));
    }
    return keys;
  }

  static List<Fold> ofExperiment(ExposurePlan experiment, Dice dice) {
    List<FactKey> keys = shared(experiment.definition(), dice);
    ExposureReadings readings = experiment.readings();
    for (int i = 0; i < readings.conditions().size(); i++) {
      keys.add(new FactKey.Held(i));
    }
    for (int i = 0; i < readings.attributes().size(); i++) {
      keys.add(new FactKey.Attribute(i));
    }
    List<FactSum> sums = new ArrayList<>();
    for (int i = 0; i < readings.amounts().size(); i++) {
      keys.add(new FactKey.Amount(i));
      sums.add(FactSum.of(i));
      sums.add(FactSum.ofProducts(i, dice.below(readings.amounts().size())));
    }
    for (int i = 0; i < readings.past().size(); i++) {
      keys.add(new FactKey.Past(i));
      keys.add(new FactKey.ExposedFrom(experiment.start().plus(readings.past().get(i).lookback())));
    }
    keys.add(new FactKey.Cluster());
    keys.add(new FactKey.StartsLater());
    keys.add(new FactKey.Arm());
    keys.add(new FactKey.SeveralArms());
    keys.add(new FactKey.QualifiedBefore());
    keys.add(new FactKey.InPeriod());
    return folds(keys, sums, dice);
  }

  private static List<Fold> folds(List<FactKey> keys, List<FactSum> sums, Dice dice) {
    List<FactKey> some = keys.stream().filter(key -> dice.percent(30)).toList();
    return List.of(new Fold(List.of(), sums), new Fold(keys), new Fold(some, sums));
  }

  private static List<FactKey> shared(Plan plan, Dice dice) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Excluded());
    keys.add(new FactKey.SetAside());
    keys.add(new FactKey.Mature(plan.window()));
    boolean whole = dice.percent(50); // then it does not matter when value was reached
    keys.add(new FactKey.Reached(whole ? plan.window() : plan.window().dividedBy(2)));
    keys.add(new FactKey.Week());
    keys.add(new FactKey.Day());
    keys.add(new FactKey.Part(new HashSplit("größe?{}'", 3, HashSplit.Unit.ENTITY)));
    keys.add(new FactKey.Part(new HashSplit("", 2, HashSplit.Unit.ACCOUNT)));
    if (dice.percent(50)) {
      keys.add(new FactKey.Elapsed(Duration.ofHours(1)));
    }
    return keys;
  }
}
