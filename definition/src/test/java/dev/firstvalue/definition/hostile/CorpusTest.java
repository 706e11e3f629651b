package dev.firstvalue.definition.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutated documents that were worth keeping, each called after the rule that it breaks: {@code
 * rule.yaml} or {@code rule.reason.yaml}.
 */
class CorpusTest {
  private static final Path CORPUS =
      Path.of("src/test/resources/dev/firstvalue/definition/hostile/corpus");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileOfTheCorpusBreaksTheRuleItIsCalledAfter(Path file) throws IOException {
    HostileRun run = new HostileRun(Path.of("../definitions-repo"), 0);

    assertThat(run.findings(Files.readAllBytes(file)))
        .extracting(Finding::rule)
        .contains(file.getFileName().toString().split("\\.", 2)[0]);
  }
}
