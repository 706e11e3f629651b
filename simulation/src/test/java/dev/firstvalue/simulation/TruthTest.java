package dev.firstvalue.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Counts as a report counts, over many seeds, and holds the intervals to the planted truth. */
class TruthTest {
  private static final int SEEDS = 120;
  private static final int ENTITIES = 400;
  private static final List<String> DEFINITIONS =
      List.of(
          "lessons-completed",
          "lesson-begun",
          "app-opened-once",
          "two-classes",
          "report-viewed",
          "value-by-role",
          "team-learning");
  private static final List<String> MILESTONES =
      List.of("opened", "placed", "started", "first-lesson");
  private static final Truth TRUTH = Lingo.truth();

  /** How often the interval of one quantity covered it, and all counts together. */
  private static final class Coverage {
    private int covered;
    private int seeds;
    private Share pooled = new Share(0, 0);

    void add(Share share, double truth) {
      covered += share.covers(truth) ? 1 : 0;
      seeds++;
      pooled = pooled.plus(share);
    }

    void add(Share share, Share other, double truth) {
      covered += share.differenceCovers(other, truth) ? 1 : 0;
      seeds++;
    }
  }

  private final TreeMap<String, Coverage> coverages = new TreeMap<>();

  @Test
  void intervalsCoverThePlantedTruth() {
    List<Plan> plans = DEFINITIONS.stream().map(Repository::plan).toList();
    ExposurePlan experiment = Repository.experiment();
    for (long seed = 0; seed < SEEDS; seed++) {
      ReferenceFacts source = Recorded.of(ENTITIES, seed).facts();
      Instant watermark =
          Watermark.of(Optional.empty(), source.extent(plans.getFirst().source()), Instant.MAX)
              .instant();
      for (int i = 0; i < plans.size(); i++) {
        backtest(DEFINITIONS.get(i), plans.get(i), watermark, source);
      }
      analyze(experiment, watermark, source);
    }

    coverages.forEach(
        (quantity, coverage) ->
            assertThat((double) coverage.covered / coverage.seeds)
                .as("coverage of %s", quantity)
                .isBetween(0.88, 1.0));
    coverages.forEach(
        (quantity, coverage) -> {
          if (coverage.pooled.of() > 0) {
            assertThat(deviation(coverage.pooled, truth(quantity)))
                .as("standard errors of %s from its truth", quantity)
                .isBetween(-4.0, 4.0);
          }
        });
  }

  private void backtest(String name, Plan plan, Instant watermark, ReferenceFacts source) {
    List<EntityFacts> entered = new ArrayList<>();
    source.facts(new Question(plan, watermark, Optional.empty(), Optional.empty()), entered::add);
    Duration mature =
        plan.outcomes().isEmpty() ? plan.window() : plan.outcomes().getFirst().range().to();
    List<EntityFacts> all =
        entered.stream()
            .filter(one -> !one.excluded() && one.newnessVerified())
            .filter(one -> one.timeZero() + Micros.of(mature) <= Micros.of(watermark))
            .toList();
    cover("reach " + name, Share.of(all, one -> one.qualifiedAt() != null));
    if (name.equals("lessons-completed")) {
      lessons(all);
    }
    if (name.equals("report-viewed")) {
      coverage("placebo difference")
          .add(retained(all, true), retained(all, false), TRUTH.placeboDifference());
    }
  }

  private void lessons(List<EntityFacts> all) {
    for (String plan : List.of("free", "pro")) {
      cover(
          "segment " + plan,
          Share.of(
              all.stream().filter(one -> plan.equals(one.attributes().getFirst())).toList(),
              one -> one.qualifiedAt() != null));
    }
    for (int i = 0; i < MILESTONES.size(); i++) {
      int milestone = i;
      cover(
          "milestone " + MILESTONES.get(i),
          Share.of(all, one -> one.milestones().get(milestone) != null));
    }
    Share reached = retained(all, true);
    Share other = retained(all, false);
    cover("retained if reached", reached);
    cover("retained if not", other);
    coverage("lift").add(reached, other, TRUTH.lift().difference());
    cover("by day 1", Share.of(all, one -> reachedIn(one, Duration.ofDays(1))));
    cover("by day 3", Share.of(all, one -> reachedIn(one, Duration.ofDays(3))));
    Duration median = Duration.ofSeconds((long) TRUTH.timeToValue().medianSeconds());
    cover("by the median", Share.of(all, one -> reachedIn(one, median)));
  }

  private void analyze(ExposurePlan plan, Instant watermark, ReferenceFacts source) {
    List<ExposureFacts> all = new ArrayList<>();
    source.facts(new ExposureQuestion(plan, watermark), all::add);
    List<ExposureFacts> mature =
        all.stream()
            .filter(one -> one.arms() == 1 && !one.excluded() && !one.qualifiedBefore())
            .filter(one -> one.exposedAt() + Micros.of(plan.window()) <= Micros.of(watermark))
            .toList();
    Share control = arm(mature, "control");
    Share checklist = arm(mature, "checklist");
    cover("arm control", control);
    cover("arm checklist", checklist);
    coverage("experiment").add(checklist, control, TRUTH.experiment().difference());
  }

  private static Share arm(List<ExposureFacts> all, String arm) {
    return Share.of(
        all.stream().filter(one -> one.arm().equals(arm)).toList(),
        one -> one.qualifiedAt() != null);
  }

  private static Share retained(List<EntityFacts> all, boolean reached) {
    return Share.of(
        all.stream().filter(one -> (one.qualifiedAt() != null) == reached).toList(),
        one -> one.outcomes().getFirst() != null);
  }

  private static boolean reachedIn(EntityFacts facts, Duration time) {
    Long instant = facts.qualifiedAt();
    return instant != null && instant - facts.timeZero() < Micros.of(time);
  }

  private void cover(String quantity, Share share) {
    coverage(quantity).add(share, truth(quantity));
  }

  private Coverage coverage(String quantity) {
    return coverages.computeIfAbsent(quantity, name -> new Coverage());
  }

  private static double truth(String quantity) {
    String name = quantity.substring(quantity.lastIndexOf(' ') + 1);
    return switch (quantity.substring(0, quantity.lastIndexOf(' '))) {
      case "reach" -> TRUTH.reach().getOrDefault(name, Double.NaN);
      case "segment" -> TRUTH.reachBySegment().getOrDefault(name, Double.NaN);
      case "milestone" -> TRUTH.milestones().getOrDefault(name, Double.NaN);
      case "arm" -> TRUTH.experiment().arms().getOrDefault(name, Double.NaN);
      case "by day" -> TRUTH.timeToValue().reachedWithinDays().getOrDefault(name, Double.NaN);
      case "by the" -> 0.5;
      case "retained if" ->
          name.equals("reached") ? TRUTH.lift().retainedIfReached() : TRUTH.lift().retainedIfNot();
      default -> throw new IllegalArgumentException("quantity: " + quantity);
    };
  }

  private static double deviation(Share share, double truth) {
    return (share.rate() - truth) / Math.sqrt(truth * (1 - truth) / share.of());
  }
}
