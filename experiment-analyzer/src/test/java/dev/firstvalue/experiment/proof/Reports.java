package dev.firstvalue.experiment.proof;

import static dev.firstvalue.experiment.SmallExperiment.BEGIN;
import static dev.firstvalue.experiment.SmallExperiment.END;
import static dev.firstvalue.experiment.SmallExperiment.WINDOW;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reports of one plan. What is asked of equal counts at an equal time is answered once: a
 * report depends on nothing else.
 *
 * @param <T> what is asked of a report
 */
final class Reports<T> {
  private static final Instant OVER = END.plus(WINDOW);

  private final Trial trial;
  private final Function<LiftReport, T> asked;
  private final Map<Asked, T> known = new HashMap<>();

  private record Asked(List<Group> groups, Instant asOf) {}

  private Reports(Trial trial, Function<LiftReport, T> asked) {
    this.trial = trial;
    this.asked = asked;
  }

  static <T> Reports<T> of(ExperimentSpec.Builder spec, Function<LiftReport, T> asked) {
    return new Reports<>(SmallExperiment.trial(spec), asked);
  }

  static <T> Reports<T> withOutcome(ExperimentSpec.Builder spec, Function<LiftReport, T> asked) {
    return new Reports<>(SmallExperiment.trialWithOutcome(spec), asked);
  }

  /** Whether a report ships or stops. */
  static boolean decides(LiftReport report) {
    return report.getDecision() == Decision.DECISION_SHIP
        || report.getDecision() == Decision.DECISION_STOP;
  }

  /** The answer when the planned time is over. */
  T atTheEnd(List<Group> groups) {
    return at(groups, 1);
  }

  /** The same of counts that hardly come twice. */
  T once(List<Group> groups) {
    return read(new Asked(groups, OVER));
  }

  /** The answer when this share of the planned time is mature, above 0 and at most 1. */
  T at(List<Group> groups, double share) {
    return known.computeIfAbsent(asked(groups, share), this::read);
  }

  /** The same of counts that hardly come twice. */
  T onceAt(List<Group> groups, double share) {
    return read(asked(groups, share));
  }

  private static Asked asked(List<Group> groups, double share) {
    Instant asOf =
        BEGIN.plus(
            Duration.ofSeconds(Math.round(Duration.between(BEGIN, END).toSeconds() * share))
                .plus(WINDOW));
    return new Asked(List.copyOf(groups), asOf);
  }

  private T read(Asked one) {
    return asked.apply(
        new Analysis(new DrawnFacts(one.groups()), Clock.fixed(OVER, ZoneOffset.UTC))
            .run(trial, Optional.of(one.asOf())));
  }
}
