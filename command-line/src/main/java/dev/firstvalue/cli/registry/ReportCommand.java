package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.reporting.ReportWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one report that a registry keeps. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Show one report that a registry keeps, by the hash of its content.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue report sha256:4f0c… --repository registry.git --out lift.html",
      "  firstvalue report sha256:4f0c… --server localhost:7777 --format json"
    })
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The report's id: `reports NAME` lists them.")
  private String id;

  @Mixin private RegistryOptions registry;
  @Mixin private ReportOptions options;

  @Override
  public Integer call() {
    if (!id.matches("sha256:[0-9a-f]{64}")) {
      throw new ParameterException(
          spec.commandLine(),
          "ID: " + id + " (expected: sha256: and 64 hexadecimal digits, as `reports` lists them)");
    }
    Report report;
    try (RegistryReader reader = registry.open()) {
      report = reader.report(id);
    }
    ReportWriter writer = new ReportWriter(options.colors());
    options.deliver(
        switch (report.getContentCase()) {
          case LIFT -> writer.write(report.getLift(), options.format());
          case VALIDATION -> writer.write(report.getValidation(), options.format());
          case CONTENT_NOT_SET ->
              throw new IllegalStateException("report: empty (expected: one kind of content)");
        },
        Terminal.of(spec));
    return ExitCode.FINE;
  }
}
