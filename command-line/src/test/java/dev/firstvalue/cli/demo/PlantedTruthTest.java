package dev.firstvalue.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.simulation.Lingo;
import dev.firstvalue.simulation.Rows;
import dev.firstvalue.simulation.Truth;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The intervals that reports print, held against what the simulation was made of. */
class PlantedTruthTest {
  private static final int SEEDS = 50;
  private static final int ENTITIES = 600;

  /** 88 % of the seeds: so few in 50 are no accident of an interval that covers 95 %. */
  private static final int FEWEST = 44;

  private static final Clock CLOCK = Clock.fixed(Lingo.end(), ZoneOffset.UTC);

  private final Workspace workspace = Workspace.at(Path.of("../definitions-repo"));
  private final Map<String, Integer> inside = new TreeMap<>();

  @Test
  void thePlantedTruthLiesInThePrintedIntervals() {
    for (long seed = 1001; seed <= 1000 + SEEDS; seed++) {
      ReferenceFacts facts = simulated(seed);
      holdBacktest(facts);
      holdExperiment(facts);
    }
    assertThat(inside)
        .containsOnlyKeys(
            "arm checklist",
            "arm control",
            "experiment difference",
            "lift difference",
            "lift ratio",
            "median time to value",
            "reach");
    inside.forEach((what, count) -> assertThat(count).as(what).isBetween(FEWEST, SEEDS));
  }

  private void holdBacktest(ReferenceFacts facts) {
    Document.OfValueEvent definition = workspace.definition("lessons-completed");
    ValidationReport report =
        new Backtest(facts, CLOCK)
            .run(
                new Subjects(workspace).definition(definition),
                new Scope(Optional.of(Lingo.end()), Optional.empty(), Optional.empty()));
    Truth truth = Lingo.truth();
    hold(
        "reach",
        truth.reach().getOrDefault("lessons-completed", Double.NaN),
        report.getReachability().getInterval());
    hold(
        "lift difference",
        truth.lift().difference(),
        report.getLift().getDifference().getInterval());
    hold("lift ratio", truth.lift().ratio(), report.getLift().getRatio().getInterval());
    DurationInterval median = report.getTimeToValue().getInterval();
    count(
        "median time to value",
        (!median.hasLow() || seconds(median.getLow()) <= truth.timeToValue().medianSeconds())
            && (!median.hasHigh()
                || truth.timeToValue().medianSeconds() <= seconds(median.getHigh())));
  }

  private void holdExperiment(ReferenceFacts facts) {
    LiftReport report =
        new Analysis(facts, CLOCK)
            .run(
                new Subjects(workspace)
                    .experiment(
                        workspace.experiment(Lingo.EXPERIMENT),
                        workspace.definition("lessons-completed")),
                Optional.of(Lingo.end()));
    Truth.Experiment truth = Lingo.truth().experiment();
    for (ArmResult arm : report.getArmsList()) {
      hold(
          "arm " + arm.getName(),
          truth.arms().getOrDefault(arm.getName(), Double.NaN),
          arm.getInterval());
    }
    hold(
        "experiment difference",
        truth.difference(),
        report.getComparisons(0).getDifference().getInterval());
  }

  private void hold(String what, double truth, Interval interval) {
    assertThat(interval.getLevel()).as(what).isEqualTo(0.95);
    count(
        what,
        (!interval.hasLow() || interval.getLow() <= truth)
            && (!interval.hasHigh() || truth <= interval.getHigh()));
  }

  private void count(String what, boolean holds) {
    inside.merge(what, holds ? 1 : 0, Integer::sum);
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }

  private static ReferenceFacts simulated(long seed) {
    List<Event> events = new ArrayList<>();
    List<Exposure> exposures = new ArrayList<>();
    Lingo.simulate(
        ENTITIES,
        seed,
        new Rows() {
          @Override
          public void event(Event event) {
            events.add(event);
          }

          @Override
          public void exposure(Exposure exposure) {
            exposures.add(exposure);
          }
        });
    return new ReferenceFacts(events, exposures);
  }
}
