package dev.firstvalue.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Firstvalue;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreChoice;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Examples on ClickHouse, whatever lint has said of them before. */
@NeedsEngine
class ExampleCheckTest {
  private static final String FILE = "definitions/lessons-completed.yaml";

  @TempDir private Path folder;

  @Test
  void anExampleThatFailsIsFoundWhereItStands() throws Exception {
    Path documents = folder.resolve("documents");
    WorkingCopy.copyExample(documents);
    Repository base = Workspace.at(documents).repository();
    Path file = documents.resolve(FILE);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("qualifiesAt: +2d3h", "qualifiesAt: +2d4h"));
    assertThat(file).content().isNotEqualTo(text);
    Repository proposed = Workspace.at(documents).repository();
    List<Proposal> proposals = Proposals.between(base, proposed);
    assertThat(proposals).singleElement().matches(ExampleCheck::isFor);

    CommandLine quiet = Firstvalue.commandLine();
    quiet.setErr(new PrintWriter(new StringWriter()));
    StoreChoice embedded =
        new StoreChoice(
            Optional.empty(),
            Optional.empty(),
            folder.resolve("home"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Terminal terminal = Terminal.of(quiet.getCommandSpec());
    try (StoreSession session = StoreSession.open(embedded, terminal)) {
      List<Finding> found = new ExampleCheck(proposed, terminal).run(proposals, session).all();
      assertThat(found).singleElement().extracting(Finding::rule).isEqualTo("example-fails");
      assertThat(found.getFirst().toString())
          .contains(FILE + ":", "three lessons, on ClickHouse: expected qualifies at +2d4h");
      assertThat(new ExampleCheck(base, terminal).run(List.of(), session).all()).isEmpty();
    }
  }
}
