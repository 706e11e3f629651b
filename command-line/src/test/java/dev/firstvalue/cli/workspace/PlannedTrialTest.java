package dev.firstvalue.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstvalue.cli.Run;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.experiment.v1.PlanSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment whose file goes on after its start, on 5 January. */
class PlannedTrialTest {
  private static final Path EXAMPLE = Path.of("../definitions-repo");
  private static final String NAME = "onboarding-checklist";
  private static final String EXPERIMENT = "experiments/" + NAME + ".yaml";
  private static final String DEFINITION = "definitions/lessons-completed.yaml";
  private static final String IN_TIME = "2026-01-04T00:00:00Z";
  private static final String LATER = "2026-02-01T00:00:00Z";
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir private Path root;

  private final List<String> notes = new ArrayList<>();
  private Path documents;
  private Git git;

  @BeforeEach
  void copy() throws Exception {
    documents = root.resolve("definitions-repo");
    for (String part : List.of("event-model.yaml", DEFINITION, EXPERIMENT)) {
      Files.createDirectories(documents.resolve(part).getParent());
      Files.copy(EXAMPLE.resolve(part), documents.resolve(part));
    }
    git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
  }

  @AfterEach
  void close() {
    git.close();
  }

  @Test
  void whatIsEditedAfterTheStartIsShownAndNotUsed() throws Exception {
    commit(IN_TIME);
    edit(EXPERIMENT, "end: 2026-03-23", "end: 2026-02-16");
    String edited = commit(LATER);
    edit(EXPERIMENT, "alpha: 0.05", "alpha: 0.1");

    Trial trial = trial(NAME, false);
    PlanRecord record = trial.record();
    assertThat(trial.plan().end()).contains(Instant.parse("2026-03-23T00:00:00Z"));
    assertThat(record.getSource()).isEqualTo(PlanSource.PLAN_SOURCE_FROZEN);
    assertThat(record.getSentence()).contains(IN_TIME, "stood at the start at 2026-01-05");
    assertThat(record.getDeviationsList())
        .extracting(PlanDeviation::getField, PlanDeviation::getBefore, PlanDeviation::getAfter)
        .containsExactly(
            tuple("spec.end", "2026-03-23T00:00:00Z", "2026-02-16T00:00:00Z"),
            tuple("spec.test.alpha", "0.05", "0.1"));
    assertThat(record.getDeviations(0).getCommit()).isEqualTo(edited);
    assertThat(record.getDeviations(0).getCommittedAt().getSeconds())
        .isEqualTo(Instant.parse(LATER).getEpochSecond());
    assertThat(record.getDeviations(1).hasCommittedAt()).as("not committed").isFalse();

    Trial amended = trial(NAME, true);
    assertThat(amended.plan().end()).contains(Instant.parse("2026-02-16T00:00:00Z"));
    assertThat(amended.record().getSource()).isEqualTo(PlanSource.PLAN_SOURCE_AMENDED);
    assertThat(amended.record().getDeviationsList()).isEqualTo(record.getDeviationsList());

    Run lint = Run.of("lint", documents.toString());
    assertThat(lint.exit()).as("a warning").isZero();
    assertThat(lint.out()).contains("[plan-edited]", "2026-02-16", "as it was planned");
  }

  @Test
  void aDefinitionThatNobodyPinnedIsThatOfTheStart() throws Exception {
    commit(IN_TIME);
    String meaning = trial(NAME, false).provenance().getMeaningHash();
    assertThat(trial(NAME, false).record().getDeviationsList()).isEmpty();
    edit(DEFINITION, "within: 7d", "within: 6d");
    String edited = commit(LATER);

    Trial trial = trial(NAME, false);
    assertThat(trial.provenance().getMeaningHash()).isEqualTo(meaning);
    PlanDeviation deviation = trial.record().getDeviations(0);
    assertThat(deviation.getField()).isEqualTo("definition lessons-completed");
    assertThat(deviation.getBefore()).isEqualTo(meaning);
    assertThat(deviation.getAfter()).startsWith("sha256:").isNotEqualTo(meaning);
    assertThat(deviation.getCommit()).isEqualTo(edited);
    assertThat(notes.getLast()).contains("as it stood when the experiment started");
  }

  @Test
  void whatNothingShowsIsSaid() throws Exception {
    assertThat(unrecorded(NAME)).contains(EXPERIMENT + " is in no commit");
    commit(LATER);
    Path elsewhere = root.resolve("gate.yaml");
    Files.copy(documents.resolve(EXPERIMENT), elsewhere);
    assertThat(unrecorded(elsewhere.toString())).contains("none of the experiments of");

    PlanRecord late = trial(documents.resolve(EXPERIMENT).toString(), false).record();
    assertThat(late.getSource()).isEqualTo(PlanSource.PLAN_SOURCE_LATE);
    assertThat(Run.of("lint", documents.toString()).out()).contains("[plan-written-late]");

    edit(EXPERIMENT, "start: 2026-01-05", "start: 2026-07-01");
    edit(EXPERIMENT, "end: 2026-03-23", "end: 2026-08-01");
    assertThat(trial(NAME, false).record().getDeviationsList())
        .as("a start that has come cannot be moved")
        .extracting(PlanDeviation::getField)
        .containsExactly("spec.start", "spec.end");

    git.close();
    try (Stream<Path> files = Files.walk(root.resolve(".git"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(unrecorded(NAME)).contains("lies in no Git working copy");
  }

  @Test
  void beforeTheStartThePlanIsTheFile() throws Exception {
    edit(EXPERIMENT, "start: 2026-01-05", "start: 2026-07-01");
    edit(EXPERIMENT, "end: 2026-03-23", "end: 2026-08-01");
    commit(IN_TIME);
    edit(EXPERIMENT, "alpha: 0.05", "alpha: 0.1");

    Trial trial = trial(NAME, false);
    assertThat(trial.record().getSource()).isEqualTo(PlanSource.PLAN_SOURCE_BEFORE_START);
    assertThat(trial.document().getSpec().getTest().getAlpha()).isEqualTo(0.1);
    assertThat(trial.record().getDeviationsList()).isEmpty();
  }

  @Test
  void aShallowCloneDoesNotCallAPlanLate() throws Exception {
    commit(IN_TIME);
    edit(EXPERIMENT, "alpha: 0.05", "alpha: 0.1");
    commit(LATER);
    Path clone = root.resolve("clone");
    Git.cloneRepository()
        .setURI(root.toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    documents = clone.resolve("definitions-repo");

    assertThat(unrecorded(NAME)).contains("the clone is shallow and begins at " + LATER);
  }

  private String unrecorded(String nameOrFile) {
    PlanRecord record = trial(nameOrFile, false).record();
    assertThat(record.getSource()).isEqualTo(PlanSource.PLAN_SOURCE_UNRECORDED);
    assertThat(record.hasFrozenAt()).isFalse();
    return record.getSentence();
  }

  private Trial trial(String nameOrFile, boolean amended) {
    return new PlannedTrial(Workspace.at(documents), notes::add, InstantSource.fixed(NOW))
        .of(nameOrFile, amended)
        .trial();
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = documents.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private String commit(String at) throws Exception {
    git.add().addFilepattern(".").call();
    PersonIdent who = new PersonIdent("A", "a@b", Instant.parse(at), ZoneOffset.UTC);
    return git.commit()
        .setMessage("m")
        .setAuthor(who)
        .setCommitter(who)
        .setSign(false)
        .call()
        .name();
  }
}
