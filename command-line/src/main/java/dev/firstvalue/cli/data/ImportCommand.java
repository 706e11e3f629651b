package dev.firstvalue.cli.data;

import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.LogTable;
import dev.firstvalue.store.load.file.ImportPlan;
import dev.firstvalue.store.load.file.ImportProgress;
import dev.firstvalue.store.load.file.ImportResult;
import dev.firstvalue.store.load.file.Importer;
import dev.firstvalue.store.load.file.TimeFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings files into the store. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Bring events, exposures or identities from files into the store: CSV, TSV,"
            + " blank-separated, JSON lines or Parquet, packed with gzip or not. The same file"
            + " twice changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue import events.csv --as events",
      "  firstvalue import messages.txt.gz --as events --delimiter ' ' --map src=user"
          + " --map dst=properties.to --map time=timestamp --set event=message_sent"
          + " --time-format unix_s",
      "%nFields: event, timestamp, user, account, event_id, received_at (events); experiment, arm,"
          + " timestamp, user, account (exposures); alias, canonical, timestamp (identities). A"
          + " column that is no field becomes a property of its own name.",
      "%nExit codes: 0 all rows are in, 1 some were rejected (see the rejects file), 2 misuse,"
          + " 3 environment."
    })
public final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to import.")
  private List<Path> files = List.of();

  @Option(
      names = "--as",
      required = true,
      paramLabel = "KIND",
      description = "What the rows are: events, exposures or identities.")
  private LogTable table;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description =
          "What stands between columns: a character, tab or blank (any run of blanks). Default:"
              + " guessed from the first line.")
  private @Nullable String delimiter;

  @Option(
      names = "--header",
      paramLabel = "A,B,C",
      split = ",",
      description = "The names of the columns, for a file whose first line is not a header.")
  private List<String> header = List.of();

  @Option(
      names = "--map",
      paramLabel = "COLUMN=FIELD",
      description = "What a column is: a field, properties.NAME, or - to leave it out.")
  private Map<String, String> mapping = Map.of();

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "A field or property that is the same in every row.")
  private Map<String, String> constants = Map.of();

  @Option(
      names = "--time-format",
      paramLabel = "FORMAT",
      description =
          "iso, unix_s, unix_ms, unix_us, or a pattern and a zone: \"dd.MM.yyyy"
              + " HH:mm@Europe/Berlin\". Default: iso.")
  private @Nullable String timeFormat;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Where bad rows are listed. Default: beside the file, as FILE.rejects.csv.")
  private @Nullable Path rejects;

  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    if (rejects != null && files.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--rejects: one file for several (expected: one file to import)");
    }
    ImportPlan plan = plan();
    boolean rejected = false;
    try (StoreSession session = store.openForLoading(terminal);
        Loader loader = Loader.open(session.store().target())) {
      for (Path file : files) {
        Importer importer = new Importer(loader, progress -> show(file, progress, terminal));
        ImportResult result = importer.importFile(file, plan, rejectsOf(file));
        terminal.progressDone();
        terminal.println(summary(file, result));
        rejected |= result.rejected() > 0;
      }
    } finally {
      terminal.progressDone();
    }
    return rejected ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private ImportPlan plan() {
    ImportPlan plan =
        ImportPlan.of(table).withHeader(header).withMapping(mapping).withConstants(constants);
    if (timeFormat != null) {
      plan = plan.withTime(TimeFormat.of(timeFormat));
    }
    return delimiter == null ? plan : plan.withDelimiter(character(delimiter));
  }

  private char character(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "tab", "\\t" -> '\t';
      case "blank", "space" -> ' ';
      default -> {
        if (word.length() != 1) {
          throw new ParameterException(
              spec.commandLine(),
              "--delimiter: " + word + " (expected: one character, tab or blank)");
        }
        yield word.charAt(0);
      }
    };
  }

  private Path rejectsOf(Path file) {
    return rejects != null ? rejects : Path.of(file + ".rejects.csv");
  }

  private static String summary(Path file, ImportResult result) {
    String rows = String.format(Locale.ROOT, "%s: %,d rows", file, result.rows());
    if (result.alreadyThere()) {
      rows += ", there already";
    }
    if (result.rejected() > 0) {
      rows += String.format(Locale.ROOT, ", %,d rejected", result.rejected());
    }
    return rows + result.rejects().map(path -> " (see " + path + ")").orElse("");
  }

  private static void show(Path file, ImportProgress progress, Terminal terminal) {
    double share =
        progress.totalBytes() == 0 ? 1 : (double) progress.bytesRead() / progress.totalBytes();
    terminal.progress(
        String.format(
            Locale.ROOT,
            "%s: %3.0f %%, %,d rows, %,d rejected",
            file.getFileName(),
            share * 100,
            progress.rows(),
            progress.rejected()));
  }
}
