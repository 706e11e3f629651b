package dev.firstvalue.cli.demo;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows everything at once on a simulated product. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "See it all on a simulated product whose truth is known: definitions are proposed,"
            + " backtested on events in a real ClickHouse, refused or published, fetched over gRPC,"
            + " and compared across the arms of an experiment. Needs nothing but a new folder.",
    footerHeading = "%nExamples:%n",
    footer = {"  firstvalue demo", "  firstvalue demo --out /tmp/lingo --entities 50000 --seed 3"})
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "A new folder. Default: firstvalue-demo here, or the next number that is free.")
  private @Nullable Path folder;

  @Option(
      names = "--entities",
      paramLabel = "N",
      description = "How many users sign up. Default: ${DEFAULT-VALUE}.")
  private int entities = 20_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Equal seeds give equal numbers. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() {
    if (entities < 1) {
      throw new ParameterException(
          spec.commandLine(), "--entities: " + entities + " (expected: at least 1)");
    }
    DemoFolder fresh = DemoFolder.fresh(folder == null ? DemoFolder.unused() : folder);
    return new Demo(fresh, Terminal.of(spec)).run(entities, seed)
        ? ExitCode.FINE
        : ExitCode.FINDINGS;
  }
}
