package dev.firstvalue.cli.demo;

import dev.firstvalue.cli.registry.PublishGate;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.client.FirstvalueClient;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.lint.Linter;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.publish.Publication;
import dev.firstvalue.registry.publish.Publisher;
import dev.firstvalue.registry.publish.Submission;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.reporting.ReportFormat;
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.simulation.CsvFiles;
import dev.firstvalue.simulation.Lingo;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.LogTable;
import dev.firstvalue.store.load.file.ImportPlan;
import dev.firstvalue.store.load.file.ImportProgress;
import dev.firstvalue.store.load.file.Importer;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The main job from end to end, on real parts: a ClickHouse, a Git repository, a gRPC channel.
 * Nothing outlives the process but the files of the folder.
 */
final class Demo {
  private static final Author AUTHOR = new Author("Firstvalue demo", "demo@localhost");
  private static final String GOOD = "lessons-completed";
  private static final List<String> CANDIDATES =
      List.of("app-opened", "lesson-begun", "classes-created", "report-viewed");

  private final DemoFolder folder;
  private final Terminal terminal;
  private final Clock clock = Clock.systemUTC();
  private final ReportWriter reports = new ReportWriter(false);
  private final List<Path> pages = new ArrayList<>();

  Demo(DemoFolder folder, Terminal terminal) {
    this.folder = folder;
    this.terminal = terminal;
  }

  /** Runs the demonstration; whether everything came out as the planted truth says. */
  boolean run(int entities, long seed) {
    step(
        String.format(
            Locale.ROOT,
            "A product is made up: %,d users of Lingo, a language school, and what is true of them",
            entities));
    CsvFiles.write(entities, seed, folder.simulated());
    folder.writeDocuments();
    try (EmbeddedEngine engine =
        EmbeddedEngine.start(folder.home(), EngineSettings.ofThisMachine())) {
      load(engine);
      Workspace workspace = Workspace.at(folder.documents());
      boolean linted = lint(workspace);
      try (StoreConnection connection = StoreConnection.open(engine.reader());
          RegistryRepository registry =
              RegistryRepository.createOrOpen(folder.registry(), new DocumentLanguage(), clock)) {
        boolean decided = publish(workspace, registry, connection);
        boolean analyzed = analyze(workspace, fetch(registry), connection);
        summary();
        return linted && decided && analyzed;
      }
    }
  }

  private void load(EmbeddedEngine engine) {
    step("Its events and exposures go into a ClickHouse of its own");
    try (Loader loader = Loader.open(engine.admin())) {
      Importer importer = new Importer(loader, ImportProgress.Listener.NONE);
      load(importer, CsvFiles.EVENTS, LogTable.EVENTS);
      load(importer, CsvFiles.EXPOSURES, LogTable.EXPOSURES);
    }
  }

  private void load(Importer importer, String file, LogTable table) {
    Path path = folder.simulated().resolve(file);
    long rows =
        importer.importFile(path, ImportPlan.of(table), Path.of(path + ".rejects.csv")).rows();
    say(String.format(Locale.ROOT, "%s: %,d rows", file, rows));
  }

  private boolean lint(Workspace workspace) {
    step("The team's repository is checked, and the examples inside its definitions are run");
    Findings findings =
        Linter.lint(workspace.repository(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    findings.all().forEach(finding -> say(finding.toString()));
    say(workspace.repository().definitions().size() + " definitions, " + errors(findings));
    return !findings.block();
  }

  private static String errors(Findings findings) {
    long errors = findings.all().stream().filter(f -> f.blocks()).count();
    return errors == 0 ? "no errors" : errors + " errors";
  }

  private boolean publish(
      Workspace workspace, RegistryRepository registry, StoreConnection connection) {
    step("Definitions are proposed: linted, backtested on the events, and published or refused");
    PublishGate gate =
        new PublishGate(() -> new ClickHouseFacts(connection.store()), Scope.everything(), clock);
    Publisher publisher = new Publisher(registry, new DocumentLanguage(), gate);
    publisher.publish(
        List.of(submission("event-model.yaml"), submission("policy.yaml")),
        AUTHOR,
        "Begin with the event model and the policy");
    boolean asPlanted = true;
    for (String name : workspace.repository().definitions().keySet()) {
      asPlanted &= propose(publisher, registry, "definitions/" + name + ".yaml", true);
    }
    for (String name : CANDIDATES) {
      asPlanted &= propose(publisher, registry, "candidates/" + name + ".yaml", false);
    }
    return asPlanted;
  }

  private boolean propose(
      Publisher publisher, RegistryRepository registry, String file, boolean good) {
    Publication publication =
        publisher.publish(List.of(submission(file)), AUTHOR, "Propose " + file);
    String name = file.substring(file.indexOf('/') + 1).replace(".yaml", "");
    return switch (publication) {
      case Publication.Published(var versions, var paths, var commit, var kept) -> {
        DefinitionVersion version = versions.getFirst();
        say(String.format(Locale.ROOT, "published  %-18s version %d", name, version.getVersion()));
        kept.forEach(id -> page(name, registry.snapshot().report(id).getValidation()));
        yield good;
      }
      case Publication.Refused(var objections, var measured) -> {
        measured.forEach(report -> page(name, report));
        say(
            String.format(
                Locale.ROOT, "refused    %-18s %s", name, objections.getFirst().problem()));
        yield !good;
      }
      case Publication.Unchanged(var versions) ->
          throw new IllegalStateException(
              name + ": unchanged in a new registry (expected: published or refused)");
    };
  }

  private void page(String name, ValidationReport report) {
    Path page = folder.reports().resolve(name + ".html");
    WholeFile.write(page, reports.write(report, ReportFormat.HTML));
    pages.add(page);
    if (name.equals(GOOD)) {
      say("           " + report.getVerdict().getSentence());
    }
  }

  private DefinitionVersion fetch(RegistryRepository registry) {
    step("A program fetches the active version over gRPC");
    try (RegistryServer server = RegistryServer.builder(registry).start();
        FirstvalueClient client =
            FirstvalueClient.builder()
                .target("127.0.0.1:" + server.port())
                .cacheDirectory(folder.cache())
                .build()) {
      DefinitionVersion active = client.activeDefinition(GOOD);
      say(
          active.getName()
              + " version "
              + active.getVersion()
              + ", meaning "
              + active.getMeaningHash());
      return active;
    }
  }

  private boolean analyze(
      Workspace workspace, DefinitionVersion active, StoreConnection connection) {
    step("An experiment is analyzed by that version");
    Document.OfExperiment experiment = workspace.experiment(Lingo.EXPERIMENT);
    Document.OfValueEvent definition =
        new Document.OfValueEvent(
            "definitions/" + active.getName() + ".yaml", active.getDefinition(), Marks.none());
    LiftReport report =
        new Analysis(new ClickHouseFacts(connection.store()), clock)
            .run(
                new Subjects(workspace.repository()).experiment(experiment, definition),
                Optional.empty());
    Path page = folder.reports().resolve(Lingo.EXPERIMENT + ".html");
    WholeFile.write(page, reports.write(report, ReportFormat.HTML));
    pages.add(page);
    say(report.getSentence());
    say(
        String.format(
            Locale.ROOT, "planted: %+.2f points", Lingo.truth().experiment().difference() * 100));
    return report.getComparisonsCount() > 0 && report.getComparisons(0).hasPValue();
  }

  private void summary() {
    step("Done. Look further");
    pages.forEach(page -> say("report  " + page));
    say("truth   " + folder.simulated().resolve(CsvFiles.TRUTH));
    say("");
    say("cd " + folder.documents());
    say("firstvalue stuck " + GOOD + " --open --home ../.firstvalue");
    say("firstvalue sql " + GOOD + " --home ../.firstvalue");
    say("firstvalue log " + GOOD + " --repository ../registry.git");
    say("firstvalue serve --repository ../registry.git --home ../.firstvalue");
  }

  private Submission submission(String file) {
    try {
      return Submission.of(file, Files.readAllBytes(folder.documents().resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step(String title) {
    terminal.println("");
    terminal.println("== " + title);
  }

  private void say(String line) {
    terminal.println("   " + line);
  }
}
