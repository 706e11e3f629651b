package dev.firstvalue.cli.operation;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.operation.Backup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes everything that a registry is into one file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description =
        "Write a registry into one file, a Git bundle of all its refs, while its server runs or"
            + " not. It is read back before it gets its name, and never takes the place of"
            + " another.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue backup registry-2026-05-01.bundle --repository registry.git",
      "  git clone registry-2026-05-01.bundle definitions"
    })
public final class BackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
  private Path file;

  @Option(
      names = {"-R", "--repository"},
      required = true,
      paramLabel = "DIR",
      description = "The registry's bare Git repository.")
  private Path repository;

  @Override
  public Integer call() {
    Backup.Summary written = Backup.write(repository, file, Clock.systemUTC());
    Terminal.of(spec)
        .println(
            "backed up "
                + written.refs()
                + " refs in "
                + written.bytes()
                + " bytes, main at "
                + written.commit());
    return ExitCode.FINE;
  }
}
