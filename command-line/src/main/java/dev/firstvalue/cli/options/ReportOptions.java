package dev.firstvalue.cli.options;

import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.reporting.ReportFormat;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form a report is written, and where to. */
public final class ReportOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, markdown, json or html. Default: text, or what the ending of --out says (.md,"
              + " .json, .html).")
  private @Nullable ReportFormat format;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write to this file, whole or not at all, instead of to the terminal.")
  private @Nullable Path file;

  /** The form that was asked for. */
  public ReportFormat format() {
    if (format != null) {
      return format;
    }
    String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".md")) {
      return ReportFormat.MARKDOWN;
    }
    if (name.endsWith(".json")) {
      return ReportFormat.JSON;
    }
    return name.endsWith(".html") ? ReportFormat.HTML : ReportFormat.TEXT;
  }

  /** Whether text may have colours. */
  public boolean colors() {
    return file == null && Terminal.colors();
  }

  /** Writes the report to where it was asked for. */
  public void deliver(String report, Terminal terminal) {
    if (file == null) {
      terminal.print(report);
    } else {
      WholeFile.write(file, report);
      terminal.note("Written: " + file);
    }
  }
}
