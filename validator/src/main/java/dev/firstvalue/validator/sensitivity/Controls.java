package dev.firstvalue.validator.sensitivity;

import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.sensitivity.NegativeControls;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.NegativeControl;
import dev.firstvalue.validation.v1.Sensitivity;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.inquiry.FoldPlan;
import dev.firstvalue.validator.ladder.Ladder;
import dev.firstvalue.validator.ladder.LadderCounts;
import dev.firstvalue.validator.ladder.Rung;
import dev.firstvalue.validator.ladder.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that cannot matter, each asked as if it were the value event: what lift they show is the
 * error of the method on this log.
 */
public final class Controls {
  private final FactSource facts;
  private final Question question;
  private final double level;

  public Controls(FactSource facts, Question question, double level) {
    this.facts = facts;
    this.question = question;
    this.level = level;
  }

  /** Adds the controls, and the p-value that they leave to the definition itself. */
  public void addTo(Sensitivity.Builder sensitivity, List<String> events) {
    List<Ladder> ladders = new ArrayList<>();
    for (String event : events) {
      Ladder ladder = ladder(question.plan().reachedBy(event));
      sensitivity.addControls(control(event, ladder));
      ladders.add(ladder);
    }
    Ladder own = ladder(question.plan());
    double[] estimates =
        ladders.stream()
            .map(Controls::adjusted)
            .filter(this::isKnown)
            .mapToDouble(rung -> rung.difference().orElseThrow())
            .toArray();
    double[] errors =
        ladders.stream()
            .filter(ladder -> isKnown(adjusted(ladder)))
            .mapToDouble(this::error)
            .toArray();
    if (estimates.length >= 2 && isKnown(adjusted(own))) {
      NegativeControls.of(estimates, errors)
          .calibratedP(adjusted(own).difference().orElseThrow(), error(own))
          .map(PValue::value)
          .ifPresent(sensitivity::setCalibratedPValue);
    }
  }

  private Ladder ladder(Plan plan) {
    Question asked =
        new Question(
            plan, question.watermark(), question.since(), question.until(), question.limits());
    return LadderCounts.of(facts, asked, new FoldPlan(plan, Duration.ofMinutes(1))).ladder(level);
  }

  private NegativeControl control(String event, Ladder ladder) {
    Rung crude = ladder.rung(Step.FIXED_WINDOW);
    NegativeControl.Builder control =
        NegativeControl.newBuilder()
            .setEvent(event)
            .setDifference(message(crude))
            .setAdjusted(message(adjusted(ladder)));
    if (crude.reached() + crude.others() > 0) {
      control.setReach((double) crude.reached() / (crude.reached() + crude.others()));
    }
    return control.build();
  }

  private static Estimate message(Rung rung) {
    Estimate.Builder estimate = Estimate.newBuilder().setNote(rung.note());
    rung.difference().ifPresent(estimate::setEstimate);
    rung.interval().ifPresent(interval -> estimate.setInterval(Estimates.message(interval)));
    return estimate.build();
  }

  private static Rung adjusted(Ladder ladder) {
    return ladder.rung(Step.VOLUME_ADJUSTED);
  }

  private boolean isKnown(Rung rung) {
    return rung.interval().isPresent()
        && rung.interval().get().high() > rung.interval().get().low();
  }

  /** The standard error behind the interval of the last row. */
  private double error(Ladder ladder) {
    Interval interval = adjusted(ladder).interval().orElseThrow();
    double critical =
        interval.method() == IntervalMethod.NORMAL
            ? Normal.twoSidedCritical(level)
            : StudentT.twoSidedCritical(level, ladder.clusters().orElseThrow() - 1.0);
    return (interval.high() - interval.low()) / 2 / critical;
  }
}
