package dev.firstvalue.cli.workspace;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.registry.git.GitCheckout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads an experiment of a workspace by its plan: the file as Git records it for the start, and the
 * definition that it is pinned to.
 */
public final class PlannedTrial {
  private final Workspace workspace;
  private final Consumer<String> note;
  private final InstantSource clock;

  /**
   * Reads experiments of a workspace.
   *
   * @param note is told what is read from the history instead of the tree
   */
  public PlannedTrial(Workspace workspace, Consumer<String> note, InstantSource clock) {
    this.workspace = workspace;
    this.note = note;
    this.clock = clock;
  }

  /**
   * What is analyzed.
   *
   * @param trial the experiment by its plan, and the record of it
   * @param definition the definition by which it is read
   */
  public record Found(Trial trial, Document.OfValueEvent definition) {}

  /**
   * An experiment by its name or its file.
   *
   * @param amended whether to read the file as it stands, edits after the start included
   */
  public Found of(String nameOrFile, boolean amended) {
    Document.OfExperiment written = workspace.experiment(nameOrFile);
    try (MaybeHistory history = MaybeHistory.around(workspace.folder())) {
      RecordedPlan plan = plan(written, history.checkout());
      return found(
          amended ? plan.amended(written) : plan,
          new PinnedDefinition(
              workspace.repository(),
              workspace.folder().toString(),
              workspace::definition,
              history.checkout(),
              note));
    }
  }

  /** The trial of a plan, by the definition that was there when it was frozen. */
  public static Found found(RecordedPlan plan, PinnedDefinition definitions) {
    PinnedDefinition.Found pinned =
        definitions.of(plan.document().message().getSpec().getDefinition(), plan.frozenAt());
    Trial trial =
        new Subjects(pinned.around())
            .experiment(plan.document(), pinned.definition())
            .with(with(plan.record(), pinned));
    return new Found(trial, pinned.definition());
  }

  private RecordedPlan plan(Document.OfExperiment written, Optional<GitCheckout> history) {
    Instant now = clock.instant();
    Optional<String> file = file(written);
    if (file.isEmpty()) {
      return RecordedPlan.unrecorded(
          written, "the file is none of the experiments of " + workspace.folder());
    }
    return history
        .map(checkout -> RecordedPlan.of(written, file.get(), checkout, now))
        .orElseGet(
            () ->
                RecordedPlan.unrecorded(
                    written, workspace.folder() + " lies in no Git working copy"));
  }

  /** Where an experiment lies in the repository; empty if it lies elsewhere. */
  private Optional<String> file(Document.OfExperiment written) {
    if (workspace.repository().experiments().containsValue(written)) {
      return Optional.of(written.path());
    }
    try {
      Path file = Path.of(written.path()).toRealPath();
      Path folder = workspace.folder().toRealPath();
      String inside = folder.relativize(file).toString().replace('\\', '/');
      return Files.isRegularFile(file) && inside.startsWith(Repository.EXPERIMENTS)
          ? Optional.of(inside)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever pins no version has planned by the definition of that time: its change is an edit. */
  private static PlanRecord with(PlanRecord record, PinnedDefinition.Found pinned) {
    return pinned
        .moved()
        .map(
            moved ->
                record.toBuilder()
                    .addDeviations(
                        PlanDeviation.newBuilder()
                            .setField("definition " + moved.name())
                            .setBefore(moved.then())
                            .setAfter(moved.now())
                            .setCommit(moved.commit())
                            .setCommittedAt(RecordedPlan.timestamp(moved.at())))
                    .build())
        .orElse(record);
  }
}
