package dev.firstvalue.cli.lint;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.lint.Linter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the documents of a repository. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description =
        "Check the documents of a definitions repository and run the examples inside them. Needs no"
            + " store. Where they lie in Git, say which plans of experiments were written or edited"
            + " after their start.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue lint",
      "  firstvalue lint definitions-repo --format sarif > lint.sarif",
      "%nExit codes: 0 no errors, 1 errors, 2 misuse. Rules: docs/rules/."
    })
public final class LintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The definitions repository. Default: the nearest one upwards from here.")
  private @Nullable Path folder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json, sarif, junit, github or gitlab. Default: ${DEFAULT-VALUE}.")
  private FindingsFormat format = FindingsFormat.TEXT;

  @Override
  public Integer call() {
    Workspace workspace = folder == null ? Workspace.around("") : Workspace.at(folder);
    Findings findings =
        Linter.lint(workspace.repository(), LocalDate.now(ZoneOffset.UTC))
            .and(PlanEdits.of(workspace, Instant.now()));
    Terminal.of(spec).print(format.write(findings.below(prefix(workspace.folder()))));
    return findings.block() ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  /** Services that show findings beside the code name files from the root of the working copy. */
  private String prefix(Path documents) {
    return switch (format) {
      case SARIF, JUNIT, GITHUB, GITLAB -> WorkingCopyRoot.prefix(documents);
      case TEXT, JSON -> "";
    };
  }
}
