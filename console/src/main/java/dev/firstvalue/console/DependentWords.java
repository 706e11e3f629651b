package dev.firstvalue.console;

import dev.firstvalue.console.view.Dependents;
import dev.firstvalue.console.view.Dependents.Experiment;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.PinnedExperiment;
import dev.firstvalue.registry.v1.Reader;
import java.util.Locale;

/** Who still depends on a definition, as its page shows it. */
final class DependentWords {
  /** More would be a list that nobody reads; the count says how many there are. */
  private static final int READERS = 20;

  private DependentWords() {}

  static Dependents of(Visit visit, String name) {
    ListDependentsResponse answer =
        visit.registry().listDependents(ListDependentsRequest.newBuilder().setName(name).build());
    return new Dependents(
        answer.getReadersList().stream().limit(READERS).map(DependentWords::reader).toList(),
        answer.getReaderCount(),
        answer.getExperimentsList().stream().map(DependentWords::experiment).toList(),
        answer.hasCountedSince() ? Shown.minute(answer.getCountedSince()) : "");
  }

  private static Dependents.Reader reader(Reader reader) {
    return new Dependents.Reader(
        Shown.line(reader.getCaller()),
        Shown.line((reader.getClient() + " " + reader.getClientVersion()).strip()),
        Integer.toString(reader.getVersion()),
        String.format(Locale.ROOT, "%,d", reader.getFetches()),
        Shown.minute(reader.getLastSeen()));
  }

  private static Experiment experiment(PinnedExperiment experiment) {
    return new Experiment(
        Shown.line(experiment.getName()),
        experiment.hasVersion() ? "version " + experiment.getVersion() : "no version named",
        experiment.hasEnd() ? "until " + Shown.minute(experiment.getEnd()) : "without an end");
  }
}
