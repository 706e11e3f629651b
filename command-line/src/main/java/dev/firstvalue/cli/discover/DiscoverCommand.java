package dev.firstvalue.cli.discover;

import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.ReportOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.store.facts.ClickHouseDiscovery;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validator.discovery.Discoverer;
import dev.firstvalue.validator.discovery.DiscoverySubject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches the events of the store for value events. */
@Command(
    name = "discover",
    mixinStandardHelpOptions = true,
    description =
        "Search for value events: every event, every number of times and every window, judged on"
            + " entities that were not searched. Finds hypotheses, not causes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue discover --like lessons-completed",
      "  firstvalue discover --start signed_up --outcome lesson_completed --objective volume"
          + " --segments start.properties.plan",
      "  firstvalue discover --like lessons-completed --null-products 100",
      "  firstvalue discover --like lessons-completed --write 1 --name two-lessons",
      "%n--memory is at least 0.0625 here: what does not fit is counted in up to 64 parts.",
      "%nExit codes: 0 a report, also one that finds nothing; 2 misuse, 3 environment."
    })
public final class DiscoverCommand implements Callable<Integer> {
  /** In GiB: less leaves a query little beside what the store needs for itself. */
  private static final double LEAST_MEMORY = 0.0625;

  @Spec private CommandSpec spec;

  @Mixin private SearchOptions search;
  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;
  @Mixin private ReportOptions report;

  @Parameters(arity = "0..*", hidden = true)
  private List<String> definitionsByPosition = List.of();

  @Option(
      names = "--write",
      paramLabel = "ROW",
      description = "Draft the definition of this row of the report. Needs --name.")
  private @Nullable Integer row;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the drafted definition is called; its file is definitions/NAME.yaml.")
  private @Nullable String name;

  @Override
  public Integer call() {
    if (!definitionsByPosition.isEmpty()) {
      String first = definitionsByPosition.getFirst();
      throw new ParameterException(
          spec.commandLine(),
          first
              + ": a search looks for definitions and takes none (expected: --like "
              + first
              + ")");
    }
    Terminal terminal = Terminal.of(spec);
    store.requireMemory(LEAST_MEMORY);
    Workspace workspace = definitions.workspace(search.like().orElse(""));
    SearchDocument document = new SearchDocument(workspace, search, spec);
    DiscoverySubject subject = document.subject();
    Optional<Draft> draft = draft(workspace);
    DiscoveryReport answer;
    try (StoreSession session = store.open(terminal)) {
      ClickHouseFacts facts = session.facts();
      answer =
          new Discoverer(facts, new ClickHouseDiscovery(session.store(), facts), Clock.systemUTC())
              .run(subject, scope.scope(), search.nullProducts());
    } finally {
      terminal.progressDone();
    }
    report.deliver(new ReportWriter(report.colors()).write(answer, report.format()), terminal);
    draft.ifPresent(
        file ->
            file.write(
                document.document(), owners(workspace), chosen(answer).getCandidate(), terminal));
    return ExitCode.FINE;
  }

  private Optional<Draft> draft(Workspace workspace) {
    if ((row == null) != (name == null)) {
      throw new ParameterException(
          spec.commandLine(), "--write and --name: one without the other (expected: both)");
    }
    return Optional.ofNullable(name).map(called -> new Draft(workspace, called, spec));
  }

  private List<String> owners(Workspace workspace) {
    return search
        .like()
        .map(like -> workspace.definition(like).message().getMetadata().getOwnersList())
        .map(List::copyOf)
        .orElse(List.of());
  }

  private DiscoveryRow chosen(DiscoveryReport answer) {
    return answer.getRowsList().stream()
        .filter(one -> row != null && one.getNumber() == row)
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--write: "
                        + row
                        + (answer.getRowsCount() == 0
                            ? ": the search suggests nothing that could be drafted"
                            : " (expected: a row of the report, 1 to "
                                + answer.getRowsCount()
                                + ")")));
  }
}
