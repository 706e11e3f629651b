package dev.firstvalue.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.RunningProgram;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Demonstrations that are killed on the way. */
@NeedsEngine
class KilledDemoTest {
  private static final String GOOD = "lessons-completed";
  private static final String IMPORTING = "== Its events and exposures go into";

  @TempDir private Path parent;

  @ParameterizedTest
  @ValueSource(strings = {IMPORTING, "published  ", "== A program fetches"})
  void aKilledDemonstrationLeavesNothingRunningAndItsFolderToTheNextCommand(String moment)
      throws Exception {
    Path demo = parent.resolve("killed");
    killAt(moment, demo);

    Run again = Run.of("demo", "--out", demo.toString());
    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err()).contains("not empty", "Name a new folder with --out, or delete this");

    Path documents = demo.resolve("definitions-repo");
    Run published =
        Run.of(
            "publish",
            documents.resolve("event-model.yaml").toString(),
            documents.resolve("policy.yaml").toString(),
            "--home",
            home(demo),
            "--repository",
            demo.resolve("registry.git").toString());
    assertThat(published.exit()).as(published.err()).isZero();
    Run listed = Run.of("list", "--repository", demo.resolve("registry.git").toString());
    assertThat(listed.exit()).as(listed.err()).isZero();
  }

  @Test
  @ResourceLock(Demonstration.LOCK)
  void whatAKilledImportLeftIsMadeWholeByTheNext() throws Exception {
    Path demo = parent.resolve("killed");
    killAt(IMPORTING, demo);

    for (String log : List.of("events", "exposures")) {
      String file = demo.resolve("simulated").resolve(log + ".csv").toString();
      Run imported = Run.of("import", file, "--as", log, "--home", home(demo));
      assertThat(imported.exit()).as(imported.err()).isZero();
    }
    Demonstration whole = Demonstration.shared().successful();
    assertThat(reached(demo)).isEqualTo(reached(whole.folder()));
  }

  /** Kills a demonstration as soon as it says something; nothing of it may go on running. */
  private static void killAt(String moment, Path demo) throws Exception {
    try (RunningProgram program =
        RunningProgram.start(
            "demo", "--out", demo.toString(), "--entities", Demonstration.ENTITIES)) {
      program.awaitLine(moment);
      List<ProcessHandle> engine = program.children();
      assertThat(engine).hasSize(1);
      program.kill();
      RunningProgram.awaitEnd(engine);
    }
  }

  private static JsonElement reached(Path demo) {
    Run run = on(demo, "backtest", GOOD, "--format", "json");
    assertThat(run.exit()).as(run.err()).isZero();
    return JsonParser.parseString(run.out()).getAsJsonObject().get("reachability");
  }

  private static Run on(Path demo, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of("--home", home(demo), "-C", demo.resolve("definitions-repo").toString()));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static String home(Path demo) {
    return demo.resolve(".firstvalue").toString();
  }
}
