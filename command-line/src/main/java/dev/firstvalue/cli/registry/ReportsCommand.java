package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.ReportKind;
import dev.firstvalue.registry.v1.ReportOrder;
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
      "  firstvalue reports lessons-completed --server localhost:7777 --format json",
      "  firstvalue reports lessons-completed@2 --kind lift --repository registry.git"
    })
public final class ReportsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME[@VERSION]",
      converter = VersionName.Converter.class,
      description =
          "An experiment's or a definition's name; with a version all that count by what it means,"
              + " those of experiments on it as well.")
  private VersionName name;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "validation or lift; repeatable. Default: every kind.")
  private List<Kind> kinds = List.of();

  @Option(names = "--oldest-first", description = "Turn the order round.")
  private boolean oldestFirst;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private VersionFormat format = VersionFormat.TEXT;

  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() {
    List<Report> reports;
    try (RegistryReader reader = registry.open()) {
      reports = reader.reports(asked());
    }
    Terminal terminal = Terminal.of(spec);
    switch (format) {
      case TEXT, YAML -> terminal.print(KeptReports.table(reports));
      case JSON -> terminal.print(KeptReports.json(reports));
    }
    return ExitCode.FINE;
  }

  private ListReportsRequest asked() {
    ListReportsRequest.Builder asked = ListReportsRequest.newBuilder();
    name.version()
        .ifPresentOrElse(
            version -> asked.setDefinition(name.name()).setVersion(version),
            () -> asked.setSubject(name.name()));
    kinds.forEach(kind -> asked.addKinds(kind.wire));
    return asked
        .setOrder(
            oldestFirst
                ? ReportOrder.REPORT_ORDER_OLDEST_FIRST
                : ReportOrder.REPORT_ORDER_NEWEST_FIRST)
        .build();
  }

  /** What is typed for a kind. */
  enum Kind {
    VALIDATION(ReportKind.REPORT_KIND_VALIDATION),
    LIFT(ReportKind.REPORT_KIND_LIFT);

    private final ReportKind wire;

    Kind(ReportKind wire) {
      this.wire = wire;
    }
  }
}
