package dev.firstvalue.cli.data;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.simulation.CsvFiles;
import dev.firstvalue.simulation.Lingo;
import dev.firstvalue.simulation.Simulation;
import dev.firstvalue.simulation.world.NamedWorld;
import dev.firstvalue.simulation.world.World;
import dev.firstvalue.simulation.world.WorldSimulation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            + " beside. With --world the product is a smaller one in which everything that goes"
            + " with value is known, and the documents that backtest it are written too.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue simulate --entities 20000 --seed 7 --out lingo",
      "  firstvalue import lingo/events.csv --as events",
      "",
      "  firstvalue simulate --world SEGMENT --out segment && cd segment",
      "  firstvalue import events.csv --as events",
      "  firstvalue backtest notes-shared"
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
      description = "Where events.csv, exposures.csv, truth.json and documents go.")
  private Path directory;

  @Option(
      names = "--world",
      paramLabel = "WORLD",
      description =
          "Why people stay: ${COMPLETION-CANDIDATES}; see docs/statistics/worlds.md. Default:"
              + " Lingo, the product of the demo.")
  private @Nullable NamedWorld world;

  @Option(
      names = "--drift",
      description =
          "In a world: the second half of the people reach value less often and gain nothing by"
              + " it.")
  private boolean drift;

  @Option(
      names = "--immature",
      paramLabel = "SHARE",
      description =
          "In a world: the log ends too early for this share of the people, 0 to 0.5. Default:"
              + " ${DEFAULT-VALUE}.")
  private double immature;

  @Override
  public Integer call() {
    if (entities < 1) {
      throw new ParameterException(
          spec.commandLine(), "--entities: " + entities + " (expected: at least 1)");
    }
    Terminal.of(spec)
        .println(
            CsvFiles.write(simulation(), directory).stream()
                .map(Path::toString)
                .collect(Collectors.joining(", ", "written: ", "")));
    return ExitCode.FINE;
  }

  private Simulation simulation() {
    if (world == null) {
      if (drift || immature != 0) {
        throw new ParameterException(
            spec.commandLine(), "--drift and --immature belong to a --world");
      }
      return Lingo.simulation(entities, seed);
    }
    if (!(immature >= 0 && immature <= World.MOST_IMMATURE)) {
      throw new ParameterException(
          spec.commandLine(), "--immature: " + immature + " (expected: 0 to 0.5)");
    }
    return new WorldSimulation(new World(world, drift, immature), entities, seed);
  }
}
