package dev.firstvalue.cli.operation;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.operation.Restoration;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a registry of a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Make a registry of a backup. Every object is read and every version derived before the"
            + " directory gets its name; nothing is overwritten.",
    footerHeading = "%nExamples:%n",
    footer = {"  firstvalue restore registry-2026-05-01.bundle --repository restored.git"})
public final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "What `firstvalue backup` wrote.")
  private Path file;

  @Option(
      names = {"-R", "--repository"},
      required = true,
      paramLabel = "DIR",
      description = "A directory that is missing or empty.")
  private Path repository;

  @Override
  public Integer call() {
    Restoration.Summary restored =
        Restoration.restore(file, repository, new DocumentLanguage(), Clock.systemUTC());
    Terminal.of(spec)
        .println(
            "restored "
                + restored.definitions()
                + " definitions at revision "
                + restored.revision()
                + ", main at "
                + restored.commit());
    return ExitCode.FINE;
  }
}
