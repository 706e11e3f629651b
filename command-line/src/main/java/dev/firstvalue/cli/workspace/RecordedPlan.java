package dev.firstvalue.cli.workspace;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.meaning.PlanHistory;
import dev.firstvalue.definition.meaning.PlanHistory.Version;
import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.experiment.v1.PlanSource;
import dev.firstvalue.registry.git.GitCheckout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of an experiment as Git records it: its file as it was committed when the experiment
 * started. What was edited later is told and not used.
 *
 * @param document the experiment by which it is read
 * @param record where that comes from, and what was edited since
 */
public record RecordedPlan(Document.OfExperiment document, PlanRecord record) {
  private static final int SHORT = 12;

  /** A plan of which no commit tells, and why. */
  public static RecordedPlan unrecorded(Document.OfExperiment written, String why) {
    return new RecordedPlan(
        written,
        PlanRecord.newBuilder()
            .setSource(PlanSource.PLAN_SOURCE_UNRECORDED)
            .setSentence(why + ", so nothing shows what was planned at the start")
            .build());
  }

  /**
   * The plan among the commits of a history.
   *
   * @param written the file as it stands
   * @param file where it lies in the history
   * @param now the last moment at which the experiment may have started
   */
  public static RecordedPlan of(
      Document.OfExperiment written, String file, GitCheckout history, Instant now) {
    List<Version> versions = versions(history, file);
    if (versions.isEmpty()) {
      return unrecorded(written, file + " is in no commit");
    }
    if (!versions.getLast().document().equals(written.message())) {
      versions.add(new Version(Optional.empty(), now, written.message()));
    }
    PlanHistory plan = PlanHistory.of(versions, now);
    if (plan.standing() == PlanHistory.Standing.BEFORE_START) {
      return new RecordedPlan(
          written,
          PlanRecord.newBuilder()
              .setSource(PlanSource.PLAN_SOURCE_BEFORE_START)
              .setSentence(
                  "the experiment starts at " + start(plan) + "; until then its plan may be edited")
              .build());
    }
    if (plan.plan().commit().isEmpty()) {
      return unrecorded(written, "the plan as it stands is not committed");
    }
    String commit = plan.plan().commit().get();
    boolean late = plan.standing() == PlanHistory.Standing.LATE;
    if (late && history.isCutOff(commit)) {
      return unrecorded(
          written,
          "the clone is shallow and begins at "
              + plan.plan().since()
              + ", after the experiment's start");
    }
    PlanRecord.Builder record =
        PlanRecord.newBuilder()
            .setSource(late ? PlanSource.PLAN_SOURCE_LATE : PlanSource.PLAN_SOURCE_FROZEN)
            .setCommit(commit)
            .setCommittedAt(timestamp(plan.plan().since()))
            .setFrozenAt(timestamp(plan.frozenAt()))
            .setSentence(sentence(plan, commit, late));
    plan.edits().forEach(edit -> record.addDeviations(deviation(edit)));
    return new RecordedPlan(
        new Document.OfExperiment(written.path(), plan.plan().document(), written.marks()),
        record.build());
  }

  /** The file as it stands instead of its plan, edits included, because somebody wants that. */
  RecordedPlan amended(Document.OfExperiment written) {
    if (record.getDeviationsCount() == 0) {
      return this;
    }
    return new RecordedPlan(
        written,
        record.toBuilder()
            .setSource(PlanSource.PLAN_SOURCE_AMENDED)
            .setSentence(
                "it is read by the file as it stands, with what was edited after its start: this"
                    + " was not planned")
            .build());
  }

  /** From when on an edit is a deviation; empty where no commit tells. */
  Optional<Instant> frozenAt() {
    return record.hasFrozenAt()
        ? Optional.of(
            Instant.ofEpochSecond(
                record.getFrozenAt().getSeconds(), record.getFrozenAt().getNanos()))
        : Optional.empty();
  }

  private static List<Version> versions(GitCheckout history, String file) {
    List<Version> versions = new ArrayList<>();
    for (String commit : history.changes(List.of(file)).reversed()) {
      byte[] bytes = history.files(commit, List.of(file), Workspace.LARGEST_FILE).get(file);
      // A commit that deletes the file, or breaks it, plans nothing.
      if (bytes != null
          && DocumentReader.read(file, bytes, DocumentKind.EXPERIMENT)
              instanceof Read.Accepted(Document.OfExperiment document)) {
        versions.add(
            new Version(Optional.of(commit), history.committedAt(commit), document.message()));
      }
    }
    return versions;
  }

  private static String sentence(PlanHistory plan, String commit, boolean late) {
    String committed = plan.plan().since() + " (" + commit.substring(0, SHORT) + ")";
    return late
        ? "the plan was first committed at "
            + committed
            + ", after the experiment's start at "
            + start(plan)
            + ": it may have been written with data in view"
        : "the plan is the file of " + committed + ", which stood at the start at " + start(plan);
  }

  private static Instant start(PlanHistory plan) {
    Timestamp start = plan.plan().document().getSpec().getStart();
    return Instant.ofEpochSecond(start.getSeconds(), start.getNanos());
  }

  private static PlanDeviation deviation(PlanHistory.Edit edit) {
    PlanDeviation.Builder deviation =
        PlanDeviation.newBuilder()
            .setField(edit.difference().path())
            .setCommit(edit.by().commit().orElse(""));
    edit.difference().before().ifPresent(deviation::setBefore);
    edit.difference().after().ifPresent(deviation::setAfter);
    if (edit.by().commit().isPresent()) {
      deviation.setCommittedAt(timestamp(edit.by().since()));
    }
    return deviation.build();
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
