package dev.firstvalue.cli.data;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.simulation.CsvFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes up a product whose truth is known. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Make up the events and exposures of a product whose truth is known: reach, what value"
            + " causes, what only goes with it, what an experiment does. The truth is written"
            + " beside.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue simulate --entities 20000 --seed 7 --out lingo",
      "  firstvalue import lingo/events.csv --as events"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--entities", paramLabel = "N", description = "How many users sign up.")
  private int entities = 20_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Equal seeds give equal rows. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Where events.csv, exposures.csv and truth.json go.")
  private Path directory;

  @Override
  public Integer call() {
    if (entities < 1) {
      throw new ParameterException(
          spec.commandLine(), "--entities: " + entities + " (expected: at least 1)");
    }
    CsvFiles.write(entities, seed, directory);
    Terminal.of(spec)
        .println(
            "written: "
                + directory.resolve(CsvFiles.EVENTS)
                + ", "
                + directory.resolve(CsvFiles.EXPOSURES)
                + ", "
                + directory.resolve(CsvFiles.TRUTH));
    return ExitCode.FINE;
  }
}
