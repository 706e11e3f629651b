package dev.firstvalue.definition.random;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A question, an experiment, and logs to ask them of, all from one seed: plans of every form nested
 * up to three deep, expressions of every operator, and logs with ties, copies of one event, unknown
 * and mistyped values, hostile texts, rows of nobody, rows before time zero and after the
 * watermark, days on which clocks change, entities with hundreds of events, and none at all.
 *
 * <p>Times lie from 1970 to 2200, numbers have at most six decimals. A log has event ids only where
 * its source declares them, and only properties of the source's catalog.
 *
 * @param seed what a failing test prints
 * @param question the question
 * @param folds folds of its facts
 * @param experiment the experiment, of the same plan
 * @param experimentFolds folds of its facts
 */
public record RandomWorld(
    long seed,
    Question question,
    List<Fold> folds,
    ExposureQuestion experiment,
    List<Fold> experimentFolds,
    List<Event> events,
    List<Exposure> exposures) {

  private static final List<Instant> AROUND =
      List.of(
          Instant.parse("2025-03-30T00:30:00Z"), // clocks go forward in Berlin
          Instant.parse("2025-10-26T00:30:00Z"), // and back
          Instant.parse("2025-03-09T06:30:00Z"), // clocks go forward in New York
          Instant.parse("2025-11-02T05:30:00Z"), // and back
          Instant.parse("1970-01-05T00:00:00Z"),
          Instant.parse("2024-02-29T23:00:00Z"),
          Instant.parse("2199-12-20T12:00:00.123456Z"));

  /** The world of a seed. */
  public static RandomWorld of(long seed) {
    Dice dice = new Dice(seed);
    Instant around = dice.of(AROUND);
    RandomPlans plans = new RandomPlans(dice, around);
    Plan plan = plans.plan();
    RandomRows rows = new RandomRows(dice, around, plan.source().eventId().isPresent());
    Question question =
        new Question(
            plan,
            watermark(dice, around, rows),
            dice.maybe(20, () -> Micros.instant(rows.time())),
            dice.maybe(20, () -> Micros.instant(rows.time())));
    ExposureQuestion experiment =
        new ExposureQuestion(plans.exposures(plan), watermark(dice, around, rows));
    return new RandomWorld(
        seed,
        question,
        folds(dice, keys(plan)),
        experiment,
        folds(dice, experimentKeys(plan)),
        rows.events(),
        rows.exposures());
  }

  @Override
  public String toString() {
    return "RandomWorld.of(" + seed + ")";
  }

  private static Instant watermark(Dice dice, Instant around, RandomRows rows) {
    return dice.percent(60)
        ? around.plus(Duration.ofDays(40))
        : Micros.instant(rows.time() + Micros.of(Duration.ofDays(dice.below(5))));
  }

  /** Every entity in one row, by every key, and by some. */
  private static List<Fold> folds(Dice dice, List<FactKey> keys) {
    List<FactKey> some = keys.stream().filter(key -> dice.percent(30)).toList();
    return List.of(new Fold(List.of()), new Fold(keys), new Fold(some));
  }

  private static List<FactKey> keys(Plan plan) {
    List<FactKey> keys = shared(plan);
    keys.add(new FactKey.NewnessVerified());
    keys.add(new FactKey.Variant());
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

  private static List<FactKey> experimentKeys(Plan plan) {
    List<FactKey> keys = shared(plan);
    keys.add(new FactKey.Arm());
    keys.add(new FactKey.SeveralArms());
    keys.add(new FactKey.QualifiedBefore());
    keys.add(new FactKey.InPeriod());
    return keys;
  }

  private static List<FactKey> shared(Plan plan) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Excluded());
    keys.add(new FactKey.Mature(plan.window()));
    keys.add(new FactKey.Reached(plan.window().dividedBy(2)));
    keys.add(new FactKey.Week());
    keys.add(new FactKey.Day());
    keys.add(new FactKey.Elapsed(Duration.ofHours(1)));
    return keys;
  }
}
