package dev.firstvalue.experiment.planning;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.MultipleArms;
import dev.firstvalue.definition.v1.PriorQualifiers;
import dev.firstvalue.experiment.adjustment.NumberCovariate;
import dev.firstvalue.experiment.adjustment.NumberCovariate.Group;
import dev.firstvalue.experiment.past.PastCovariates;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Clustering;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.Passes;
import dev.firstvalue.experiment.v1.PastSaving;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What taking out the past will save, by who started before the experiment: as if their start had
 * been their exposure. A plan that decides by it needs so much fewer entities.
 */
final class PastSavings {
  /** Below so many entities a correlation is not planned by. */
  private static final int FEW = 100;

  private final FactSource facts;
  private final Trial trial;
  private final Instant since;
  private final Instant until;

  /** By the starts in {@code [since, until)}. */
  PastSavings(FactSource facts, Trial trial, Instant since, Instant until) {
    this.facts = facts;
    this.trial = trial;
    this.since = since;
    this.until = until;
  }

  /** One for each count of the past; nothing is asked of a plan without one. */
  List<PastSaving> of(Extent extent, Watermark watermark) {
    List<PastPlan> past = trial.plan().readings().past();
    if (past.isEmpty()) {
      return List.of();
    }
    ExposurePlan starts = starts(past);
    PastCovariates pasts =
        new PastCovariates(
            new ExposureCounts(
                new Arms(List.of(Arm.newBuilder().setWeight(1).build())),
                MultipleArms.MULTIPLE_ARMS_FIRST,
                PriorQualifiers.PRIOR_QUALIFIERS_KEEP,
                starts.window()),
            past,
            PastCovariates.begins(starts, extent, watermark),
            Clustering.of(trial).isPresent());
    List<NumberCovariate> numbers =
        pasts.numbers(
            Passes.fold(facts, new ExposureQuestion(starts, watermark.instant()), pasts.folds()));
    List<PastSaving> savings = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      savings.add(saving(past.get(i), numbers.get(i).groups()));
    }
    return savings;
  }

  private ExposurePlan starts(List<PastPlan> past) {
    Plan definition = trial.plan().definition();
    ExposureReadings none = ExposureReadings.NONE;
    return new ExposurePlan(
        trial.plan().experiment(),
        definition,
        new ExposurePlan.Log.Starts(definition.anchor().stream()),
        since,
        Optional.of(until),
        trial.plan().window(),
        new ExposureReadings(
            none.leaves(),
            none.conditions(),
            none.amounts(),
            none.attributes(),
            none.secondary(),
            none.guardrails(),
            none.outcomes(),
            past));
  }

  private PastSaving saving(PastPlan past, List<Group> groups) {
    long unknown = 0;
    long without = 0;
    long entities = 0;
    for (Group group : groups) {
      entities += group.count();
      unknown += group.number().isEmpty() ? group.count() : 0;
      without += group.number().orElse(1) == 0 ? group.count() : 0;
    }
    PastSaving.Builder one =
        PastSaving.newBuilder()
            .setName(past.name())
            .setLookback(Durations.fromSeconds(past.lookback().toSeconds()))
            .setFrom(timestamp(since))
            .setUntil(timestamp(until))
            .setEntities(Math.toIntExact(entities))
            .setUnknown(Math.toIntExact(unknown))
            .setWithout(Math.toIntExact(without));
    String not = "";
    if (entities - unknown < FEW) {
      not = "what they did before is known of fewer than " + FEW;
    } else if (without == entities - unknown) {
      not = "none of them did any of it before";
    } else {
      Optional<Double> saved = VarianceSaved.of(groups, Clustering.of(trial).isPresent());
      if (saved.isEmpty()) {
        not = "all of them did as much before, or ended alike";
      } else {
        one.setVarianceSaved(saved.get());
        if (trial.document().getSpec().getTest().getAdjustment() != Adjustment.ADJUSTMENT_LIN) {
          not = "the plan does not decide by it (test.adjustment: LIN)";
        } else if (saved.get() <= 0) {
          not = "it saves nothing";
        }
      }
    }
    return one.setCounted(not.isEmpty()).setSentence(sentence(one, not)).build();
  }

  private String sentence(PastSaving.Builder one, String not) {
    String source =
        String.format(
            Locale.ROOT,
            "By %,d %ss who started from %s on and before %s",
            one.getEntities(),
            Clustering.entity(trial),
            LocalDate.ofInstant(since, ZoneOffset.UTC),
            LocalDate.ofInstant(until, ZoneOffset.UTC));
    if (!one.hasVarianceSaved()) {
      return source + ", it is not counted: " + not + ".";
    }
    String saves =
        String.format(
            Locale.ROOT,
            "%s, taking it out saves %.1f %% of the variance",
            source,
            one.getVarianceSaved() * 100);
    return not.isEmpty() ? saves + ", which is counted." : saves + ". Not counted: " + not + ".";
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }
}
