package dev.firstvalue.cli.registry;

import com.google.protobuf.Timestamp;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.PinnedExperiment;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.reporting.render.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes who reads and who depends. */
final class ReaderText {
  private ReaderText() {}

  /** A line each. */
  static String table(List<Reader> readers) {
    StringBuilder out = new StringBuilder();
    for (Reader reader : readers) {
      String client =
          reader.getClient()
              + (reader.getClientVersion().isEmpty() ? "" : "/" + reader.getClientVersion());
      out.append(
          String.format(
              Locale.ROOT,
              "%-28s %4s  %-28s %-16s %,10d  last %s  first %s%n",
              reader.getDefinition(),
              "v" + reader.getVersion(),
              Printable.line(client),
              Printable.line(reader.getCaller()),
              reader.getFetches(),
              time(reader.getLastSeen()),
              time(reader.getFirstSeen())));
    }
    return out.toString();
  }

  /** How ready a definition is to be retired. */
  static String dependents(String name, ListDependentsResponse found) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT, "%s is %s%n", name, found.getStanding().toLowerCase(Locale.ROOT)));
    if (found.getReaderCount() == 0 && found.getExperimentsCount() == 0) {
      out.append("nobody depends on it\n");
    }
    if (found.getReaderCount() > 0) {
      out.append(String.format(Locale.ROOT, "%nread lately by %,d%n", found.getReaderCount()));
      out.append(table(found.getReadersList()));
    }
    if (found.getExperimentsCount() > 0) {
      out.append("\nexperiments that count by it and are not over\n");
      found.getExperimentsList().forEach(experiment -> write(out, experiment));
    }
    return out.toString();
  }

  private static void write(StringBuilder out, PinnedExperiment experiment) {
    out.append(
        String.format(
            Locale.ROOT,
            "%-28s %4s  %s%n",
            experiment.getName(),
            experiment.hasVersion() ? "v" + experiment.getVersion() : "",
            experiment.hasEnd() ? "ends " + time(experiment.getEnd()) : "without an end"));
  }

  private static String time(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds()).toString();
  }
}
