package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.Report;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the reports that a registry keeps. */
@Command(
    name = "reports",
    mixinStandardHelpOptions = true,
    description =
        "List the reports that a registry keeps about an experiment or a definition, the newest"
            + " first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue reports onboarding-checklist --repository registry.git",
      "  firstvalue reports lessons-completed --server localhost:7777 --format json"
    })
public final class ReportsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "An experiment's or a definition's name.")
  private String name;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    List<Report> reports;
    try (RegistryReader reader = registry.open()) {
      reports = reader.reports(name);
    }
    Terminal terminal = Terminal.of(spec);
    switch (format) {
      case TEXT, YAML -> terminal.print(KeptReports.table(reports));
      case JSON -> terminal.print(KeptReports.json(reports));
    }
    return ExitCode.FINE;
  }
}
