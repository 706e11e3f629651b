package dev.firstvalue.cli.check;

import dev.firstvalue.cli.workspace.RecordedPlan;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.Fault;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.PlanSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the running and the recent experiments of a changed definition by both of its versions, on
 * the same exposures up to the same instant.
 */
final class ExperimentReadings {
  /** Experiments that ended longer ago are past: nobody decides on them any more. */
  private static final Duration RECENT = Duration.ofDays(90);

  private final Repository base;
  private final Repository proposed;
  private final Function<Document.OfExperiment, RecordedPlan> plans;
  private final Supplier<FactSource> facts;
  private final Clock clock;

  /**
   * Readings of the experiments of a proposal.
   *
   * @param plans the plan of an experiment as it is recorded
   */
  ExperimentReadings(
      Repository base,
      Repository proposed,
      Function<Document.OfExperiment, RecordedPlan> plans,
      Supplier<FactSource> facts,
      Clock clock) {
    this.base = base;
    this.proposed = proposed;
    this.plans = plans;
    this.facts = facts;
    this.clock = clock;
  }

  /** The experiments that count by a definition whose meaning a proposal changes. */
  List<ExperimentReading> of(List<Proposal> proposals) {
    List<ExperimentReading> readings = new ArrayList<>();
    for (Proposal proposal : proposals) {
      if (proposal.effect().makesVersion()
          && proposal.before().isPresent()
          && proposal.after().isPresent()) {
        for (Document.OfExperiment experiment : proposed.experiments().values()) {
          if (experiment.message().getSpec().getDefinition().getName().equals(proposal.name())) {
            reading(plans.apply(experiment), proposal).ifPresent(readings::add);
          }
        }
      }
    }
    return readings;
  }

  private Optional<ExperimentReading> reading(RecordedPlan plan, Proposal proposal) {
    Document.OfExperiment experiment = unpinned(plan.document());
    String note = "";
    Optional<LiftReport> before = Optional.empty();
    Optional<LiftReport> after = Optional.empty();
    boolean running = true;
    try {
      Trial old = new Subjects(base).experiment(experiment, proposal.before().orElseThrow());
      FactSource log = facts.get();
      Instant watermark =
          Watermark.of(
                  Optional.empty(), log.extent(old.plan().definition().source()), clock.instant())
              .instant();
      if (isToCome(old, watermark) || isPast(old, watermark)) {
        return Optional.empty();
      }
      running = old.plan().end().map(end -> isOpen(end, old, watermark)).orElse(true);
      before = Optional.of(new Analysis(log, clock).run(old, Optional.of(watermark)));
      Trial proposedTrial =
          new Subjects(proposed).experiment(experiment, proposal.after().orElseThrow());
      after =
          Optional.of(new Analysis(facts.get(), clock).run(proposedTrial, Optional.of(watermark)));
    } catch (FirstvalueException e) {
      if (e.code().fault() != Fault.CALLER) {
        throw e;
      }
      // A proposal may be what mends, or what breaks, an experiment of its definition.
      note = e.problem();
    }
    boolean pinned =
        plan.document().message().getSpec().getDefinition().hasVersion()
            || !plan.document().message().getSpec().getDefinition().getMeaning().isEmpty();
    return Optional.of(
        new ExperimentReading(
            experiment.message().getMetadata().getName(),
            plan.document().path(),
            proposal.name(),
            running,
            pinned || plan.record().getSource() != PlanSource.PLAN_SOURCE_UNRECORDED,
            before,
            after,
            note.isEmpty() ? Optional.empty() : Optional.of(note)));
  }

  private static boolean isToCome(Trial trial, Instant watermark) {
    return trial.plan().start().isAfter(watermark);
  }

  private static boolean isPast(Trial trial, Instant watermark) {
    return trial.plan().end().map(end -> end.plus(RECENT).isBefore(watermark)).orElse(false);
  }

  private static boolean isOpen(Instant end, Trial trial, Instant watermark) {
    return end.plus(trial.plan().window()).isAfter(watermark);
  }

  /** Read by what it is given: a pin to the other version would withhold every decision. */
  private static Document.OfExperiment unpinned(Document.OfExperiment experiment) {
    Experiment.Builder document = experiment.message().toBuilder();
    document.getSpecBuilder().getDefinitionBuilder().clearVersion().clearMeaning();
    return new Document.OfExperiment(experiment.path(), document.build(), experiment.marks());
  }
}
