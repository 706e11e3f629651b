package dev.firstvalue.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code git} program, as a team uses it beside the registry. Tests are skipped without it. */
public final class PlainGit {
  private PlainGit() {}

  /** Runs it in a directory and returns what it printed; it has to succeed. */
  public static String git(Path directory, String... arguments) {
    return run(directory, true, arguments);
  }

  /** The same for a call that has to fail. */
  public static String failing(Path directory, String... arguments) {
    return run(directory, false, arguments);
  }

  private static String run(Path directory, boolean succeeds, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + who + "_NAME", "Ben");
      builder.environment().put("GIT_" + who + "_EMAIL", "ben@example.com");
      builder.environment().put("GIT_" + who + "_DATE", "2026-05-03T10:00:00Z");
    }
    try {
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor() == 0).as("%s: %s", command, out).isEqualTo(succeeds);
      return out.strip();
    } catch (IOException e) {
      assumeTrue(false, "there is no git program");
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
