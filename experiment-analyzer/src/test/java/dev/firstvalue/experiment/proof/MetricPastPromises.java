package dev.firstvalue.experiment.proof;

import static dev.firstvalue.experiment.SmallExperiment.spec;

import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.Amount;
import dev.firstvalue.definition.v1.AmountRatio;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.validation.v1.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A past taken out of a count, of a sum and of a ratio whose truth is known. Of each arm 1,000
 * entities did x of 0 to 5 things before, each as likely, so that Var(x) = 35/12.
 *
 * <p>The count is x and 0 to 4 more, each as likely, of which the variance is 2: a squared
 * correlation of (35/12) / (35/12 + 2) = 0.593. The sum is 0 for half of the entities and (1 + x)
 * times 1 to 20 for the others: with E = 5.25 (1 + x) at x, its variance is E(1 + x)² · 143.5 / 2 -
 * 18.375² = 750.6, and the squared correlation 5.25² (35/12) / 750.6 = 0.107. Arm b has so much
 * more of it, everybody the same.
 *
 * <p>The ratio is of d (x + e) to d, with d of 1 to 4 and e of 0 to 4, each as likely: 4.5, and so
 * much more in arm b. Its linearised value is d (x - 2.5 + e - 2) / 2.5 about the ratio, whose
 * variance is E(d²) (35/12 + 2) / 2.5² with E(d²) = 7.5, and whose covariance with x is 35/12: a
 * squared correlation of 0.494.
 */
final class MetricPastPromises {
  private static final int MOST = 5;

  private MetricPastPromises() {}

  /** What one entity has: of the metric, and of the denominator where it is a ratio. */
  private record Has(long amount, long denominator) {}

  /** What one entity has that did so many things before, with so much more of it. */
  @FunctionalInterface
  private interface Amounts {
    Has of(SplittableRandom random, int things, long more);
  }

  private static Has count(SplittableRandom random, int things, long more) {
    return new Has(things + random.nextInt(5) + more, 0);
  }

  private static Has sum(SplittableRandom random, int things, long more) {
    return new Has((random.nextBoolean() ? 0 : (1L + things) * (1 + random.nextInt(20))) + more, 0);
  }

  private static Has ratio(SplittableRandom random, int things, long more) {
    long denominator = 1L + random.nextInt(4);
    return new Has(denominator * (things + random.nextInt(5) + more), denominator);
  }

  private static Amount.Builder lessons() {
    return Amount.newBuilder().addEvent("lesson");
  }

  private static Amount.Builder paid() {
    return Amount.newBuilder().addEvent("paid").setValue("properties.amount");
  }

  static List<Promise> all() {
    List<Promise> all = new ArrayList<>();
    add(
        all,
        "a count",
        Metric.newBuilder().setName("metric").setCount(lessons()),
        MetricPastPromises::count,
        35.0 / 12 / (35.0 / 12 + 2));
    add(
        all,
        "a sum",
        Metric.newBuilder().setName("metric").setSum(paid()),
        MetricPastPromises::sum,
        5.25 * 5.25 * (35.0 / 12) / (91.0 / 6 * 143.5 / 2 - 18.375 * 18.375));
    add(
        all,
        "a ratio",
        Metric.newBuilder()
            .setName("metric")
            .setRatio(AmountRatio.newBuilder().setOf(paid()).setTo(lessons())),
        MetricPastPromises::ratio,
        35.0 / 12 / (7.5 * (35.0 / 12 + 2) / (2.5 * 2.5)));
    return all;
  }

  private static void add(
      List<Promise> all, String what, Metric.Builder metric, Amounts amounts, double correlation) {
    ExperimentSpec.Builder plan =
        spec("b")
            .addSecondary(metric)
            .addPast(PastCount.newBuilder().setName("before").setLookback("7d"))
            .setTest(TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN));
    String regime =
        String.format(
            Locale.ROOT,
            ", 1,000 an arm, %s with a past of 0 to 5 things, squared correlation %.2f",
            what,
            correlation);
    all.add(
        new Promise(
            "the metric's p with the past taken out is at most 0.05",
            "A/A" + regime,
            "4.5–5.5 %",
            0.045,
            0.055,
            draw(plan, amounts, 0, result -> result.getComparisons(0).getPValue() <= 0.05)));
    all.add(
        new Promise(
            "the interval of the metric's effect with the past taken out holds the truth",
            "an effect of 1" + regime,
            "94–96 %",
            0.94,
            0.96,
            draw(plan, amounts, 1, result -> holds(result, 1))));
    all.add(
        new Promise(
            "the metric's variance saved is the squared correlation within 0.05",
            "an effect of 1" + regime,
            "at least 99 %",
            0.99,
            1,
            draw(
                plan,
                amounts,
                1,
                result ->
                    Math.abs(result.getAdjusted(0).getVarianceSaved() - correlation) < 0.05)));
  }

  private static boolean holds(MetricResult result, double truth) {
    Interval interval = result.getComparisons(0).getDifference().getInterval();
    return interval.getLow() <= truth && truth <= interval.getHigh();
  }

  private static Predicate<SplittableRandom> draw(
      ExperimentSpec.Builder plan, Amounts amounts, long effect, Predicate<MetricResult> asked) {
    Reports<Boolean> reports =
        Reports.of(plan, (LiftReport report) -> asked.test(report.getMetrics(0)));
    return random -> reports.once(entities(random, amounts, effect));
  }

  private static List<Group> entities(SplittableRandom random, Amounts amounts, long effect) {
    List<Group> groups = new ArrayList<>();
    for (String arm : List.of("a", "b")) {
      List<Map<Has, Long>> cells = new ArrayList<>();
      for (int things = 0; things <= MOST; things++) {
        cells.add(new LinkedHashMap<>());
      }
      for (int i = 0; i < 1000; i++) {
        int things = random.nextInt(MOST + 1);
        Has has = amounts.of(random, things, arm.equals("b") ? effect : 0);
        cells.get(things).merge(has, 1L, Long::sum);
      }
      for (int things = 0; things <= MOST; things++) {
        String text = Integer.toString(things);
        cells
            .get(things)
            .forEach(
                (has, count) ->
                    groups.add(
                        new Group(
                            arm,
                            0,
                            false,
                            false,
                            "",
                            text,
                            has.amount(),
                            has.denominator(),
                            count)));
      }
    }
    return groups;
  }
}
