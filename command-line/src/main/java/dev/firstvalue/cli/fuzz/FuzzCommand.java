package dev.firstvalue.cli.fuzz;

import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.store.compare.Comparison;
import dev.firstvalue.store.compare.OwnDatabase;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves the SQL on a store: random definitions, answered by it and by the reference evaluator. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description =
        "Prove the SQL on a store: make up event models, definitions and logs, ask the store and"
            + " the reference evaluator the same, and compare every row. The first case that"
            + " differs is made as small as possible and printed. Works in a database of its own,"
            + " which is dropped at the end.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue fuzz --cases 1000",
      "  firstvalue fuzz --store http://localhost:8123 --cases 20000 --seed 7"
    })
public final class FuzzCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "How many cases are compared. Default: ${DEFAULT-VALUE}.")
  private long cases = 300;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The first case; equal seeds give equal cases. Default: a fresh one, printed.")
  private @Nullable Long seed;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private FuzzFormat format = FuzzFormat.TEXT;

  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    if (cases < 1) {
      throw new ParameterException(
          spec.commandLine(), "--cases: " + cases + " (expected: at least 1)");
    }
    Terminal terminal = Terminal.of(spec);
    SecureRandom random = new SecureRandom();
    long first = seed == null ? random.nextLong(Integer.MAX_VALUE) : seed;
    terminal.note("seed " + first);
    FuzzResult result;
    try (StoreSession session = store.openForLoading(terminal);
        OwnDatabase database =
            OwnDatabase.create(
                session.store(), "firstvalue_fuzz_" + Long.toHexString(random.nextLong()))) {
      Comparison comparison = new Comparison(database.store(), database.store());
      result = new FuzzRun(comparison, terminal).run(first, cases);
    } finally {
      terminal.progressDone();
    }
    terminal.print(result.write(format));
    return result.failure().isPresent() ? ExitCode.FINDINGS : ExitCode.FINE;
  }
}
