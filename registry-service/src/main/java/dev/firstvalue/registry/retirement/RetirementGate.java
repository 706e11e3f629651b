package dev.firstvalue.registry.retirement;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.lint.Waivers;
import dev.firstvalue.definition.v1.Status;
import dev.firstvalue.registry.gate.Candidate;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.v1.PinnedExperiment;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.version.DefinitionHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing is retired from under those who depend on it. */
public final class RetirementGate {
  /** The rule by which the policy waives it. */
  static final String RULE = "still-depended-on";

  /** So many are named; the rest is counted. */
  private static final int MOST_NAMED = 20;

  private RetirementGate() {}

  /** Whether a candidate takes a name out of service that is in it. */
  public static boolean retires(Candidate candidate, @Nullable DefinitionHistory history) {
    return history != null
        && history.standing().served()
        && candidate.definition().message().getSpec().getStatus() == Status.STATUS_RETIRED;
  }

  /**
   * An objection for each dependent of a candidate that retires its name.
   *
   * @param readers every reader that is known
   * @param experiments every experiment of main as it would be
   */
  public static List<Objection> check(
      Candidate candidate,
      Collection<Reader> readers,
      Collection<Document.OfExperiment> experiments,
      Instant now) {
    Dependents dependents =
        Dependents.of(candidate.name(), readers, experiments, Dependents.LATELY, now);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (Waivers.holding(candidate.after().rules().getWaiversList(), RULE, candidate.name(), today)
        .isPresent()) {
      return List.of();
    }
    List<Objection> objections = new ArrayList<>();
    dependents.readers().stream()
        .limit(MOST_NAMED)
        .map(reader -> objection(candidate, read(reader)))
        .forEach(objections::add);
    int more = dependents.readers().size() - MOST_NAMED;
    if (more > 0) {
      objections.add(objection(candidate, more + " more read it lately"));
    }
    dependents.experiments().stream()
        .limit(MOST_NAMED)
        .map(experiment -> objection(candidate, counts(experiment)))
        .forEach(objections::add);
    return objections;
  }

  private static String read(Reader reader) {
    String client =
        reader.getClient()
            + (reader.getClientVersion().isEmpty() ? "" : " " + reader.getClientVersion());
    return client
        + " of "
        + reader.getCaller()
        + " read version "
        + reader.getVersion()
        + " last on "
        + Timestamps.toString(reader.getLastSeen());
  }

  private static String counts(PinnedExperiment experiment) {
    return "the experiment "
        + experiment.getName()
        + " counts by "
        + (experiment.hasVersion() ? "its version " + experiment.getVersion() : "it")
        + " and "
        + (experiment.hasEnd()
            ? "ends on " + Timestamps.toString(experiment.getEnd())
            : "has no end");
  }

  private static Objection objection(Candidate candidate, String problem) {
    return new Objection(
        GateName.DEPENDENTS,
        candidate.name(),
        problem,
        "Move it to what takes the definition's place (`firstvalue dependents "
            + candidate.name()
            + "` lists all), or have it waived in policy.yaml by {rule: "
            + RULE
            + ", definition: "
            + candidate.name()
            + ", …}");
  }
}
