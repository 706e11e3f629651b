package dev.firstvalue.cli.options;

import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreChoice;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store holds the events, and how much a query may take. */
public final class StoreOptions {
  /** In GiB. */
  private static final double A_BYTE = 1.0 / (1L << 30);

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "A ClickHouse: http://host:8123/database. User and password come from"
              + " FIRSTVALUE_STORE_USER and FIRSTVALUE_STORE_PASSWORD or from --store-credentials."
              + " Default: the embedded engine under --home.")
  private @Nullable String store;

  @Option(
      names = "--store-credentials",
      paramLabel = "FILE",
      description = "A file with the lines user=NAME and password=SECRET.")
  private @Nullable Path credentials;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where the embedded engine keeps its data. Default: ${DEFAULT-VALUE}.")
  private Path home = Path.of(".firstvalue");

  @Option(
      names = "--row-limit",
      paramLabel = "ROWS",
      description =
          "Refuse a query that would read more rows, by the store's own estimate. Default:"
              + " 500000000.")
  private @Nullable Long rowLimit;

  @Option(names = "--yes", description = "Run a query whatever it reads.")
  private boolean yes;

  @Option(
      names = "--memory",
      paramLabel = "GIB",
      description = "Memory that one query may take in the store, in GiB. Default: 4.")
  private @Nullable Double memory;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "Time that one query may take. Default: 600.")
  private @Nullable Long seconds;

  /** Whether a ClickHouse was named: without one, it is the embedded engine. */
  public boolean named() {
    return store != null;
  }

  /** Opens the store for reading. */
  public StoreSession open(Terminal terminal) {
    return StoreSession.open(choice(), terminal);
  }

  /** Opens the store for loading. */
  public StoreSession openForLoading(Terminal terminal) {
    return StoreSession.openForLoading(choice(), terminal);
  }

  /**
   * Refuses less memory than a command can do with; what is not given is enough.
   *
   * @param gib the least, in GiB
   */
  public void requireMemory(double gib) {
    requireMemory(gib, "at least " + gib);
  }

  private void requireMemory(double gib, String expected) {
    if (memory != null && !(memory >= gib)) {
      throw refused("--memory", memory + " (expected: " + expected + " GiB)", "4 GiB");
    }
  }

  private static FirstvalueException refused(String flag, String what, String otherwise) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID, flag, what, "Give more, or leave it out for " + otherwise);
  }

  private StoreChoice choice() {
    requireMemory(A_BYTE, "above 0");
    if (seconds != null && seconds < 1) {
      throw refused("--time-limit", seconds + " (expected: at least 1 s)", "600 s");
    }
    if (rowLimit != null && rowLimit < 1) {
      throw refused("--row-limit", rowLimit + " (expected: at least 1 row)", "500000000");
    }
    return new StoreChoice(
        Optional.ofNullable(store),
        Optional.ofNullable(credentials),
        home,
        yes ? Optional.of(Long.MAX_VALUE) : Optional.ofNullable(rowLimit),
        Optional.ofNullable(memory).map(gib -> (long) (gib * (1L << 30))),
        Optional.ofNullable(seconds).map(Duration::ofSeconds));
  }
}
