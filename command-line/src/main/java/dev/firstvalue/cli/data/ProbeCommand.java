package dev.firstvalue.cli.data;

import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.definition.document.DocumentWriter;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.reporting.render.Printable;
import dev.firstvalue.store.probe.ProbedColumn;
import dev.firstvalue.store.probe.ProbedEvent;
import dev.firstvalue.store.probe.ProbedProperty;
import dev.firstvalue.store.probe.ProbedTable;
import dev.firstvalue.store.probe.Prober;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at a table and proposes its event model. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description =
        "Look at a table of events and propose its event model: columns, events, types, fill rates."
            + " Reads only.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue probe --store http://localhost:8123/analytics --table events",
      "  firstvalue probe --table events --out event-model.yaml"
    })
public final class ProbeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      required = true,
      paramLabel = "T",
      description = "The table, with or without its database.")
  private String table;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the event model to this file.")
  private @Nullable Path file;

  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    ProbedTable probed;
    try (StoreSession session = store.open(terminal)) {
      probed = Prober.probe(session.store(), table);
    } finally {
      terminal.progressDone();
    }
    describe(probed, terminal);
    Optional<EventModel> proposal = probed.proposal();
    if (proposal.isEmpty()) {
      terminal.note("There is no event model to propose: see the notes above.");
      return ExitCode.FINDINGS;
    }
    String model = DocumentWriter.write(proposal.get());
    if (file == null) {
      terminal.print(model);
    } else {
      WholeFile.write(file, model);
      terminal.note("Written: " + file);
    }
    return ExitCode.FINE;
  }

  /** What was seen goes to the error stream: the model alone is the answer. */
  private static void describe(ProbedTable probed, Terminal terminal) {
    terminal.note("columns");
    for (ProbedColumn column : probed.columns()) {
      terminal.note(
          String.format(
              Locale.ROOT,
              "  %-28s %s",
              Printable.line(column.name()),
              Printable.line(column.type())));
    }
    terminal.note("events");
    for (ProbedEvent event : probed.events()) {
      terminal.note(
          String.format(
              Locale.ROOT,
              "  %-28s %,12d  %s to %s",
              Printable.line(event.name()),
              event.count(),
              event.first(),
              event.last()));
      for (ProbedProperty property : event.properties()) {
        terminal.note(
            String.format(
                Locale.ROOT,
                "    %-26s %-10s filled %.1f %%",
                Printable.line(property.name()),
                property.type(),
                property.fillRate() * 100));
      }
    }
    probed.notes().forEach(note -> terminal.note("note: " + Printable.line(note)));
  }
}
