package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.v1.Experiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The committed versions of one experiment's file: which of them is its plan, and what was edited
 * after that.
 *
 * <p>A version stands from its commit until the next one's. The plan is the first version whose own
 * start came while it stood: a start that is put off before it comes is no deviation, and one that
 * is moved afterwards is.
 *
 * @param plan the version that the experiment is read by
 * @param standing what its start makes of it
 * @param edits every edit after the plan was frozen, the oldest first
 */
public record PlanHistory(Version plan, Standing standing, List<Edit> edits) {
  public PlanHistory {
    edits = List.copyOf(edits);
  }

  /** What its start makes of a plan. */
  public enum Standing {
    /** It was there when the experiment started. */
    FROZEN,
    /** It came after its own start. */
    LATE,
    /** Its start is to come. */
    BEFORE_START
  }

  /**
   * A version of the file.
   *
   * @param commit the commit that made it; empty for what is not committed
   * @param since from when on it stood
   * @param document what it says
   */
  public record Version(Optional<String> commit, Instant since, Experiment document) {
    private Instant start() {
      return Instant.ofEpochSecond(
          document.getSpec().getStart().getSeconds(), document.getSpec().getStart().getNanos());
    }
  }

  /**
   * One field that an edit changed.
   *
   * @param difference the field with what stood there before and after
   * @param by the version that the edit made
   */
  public record Edit(Difference difference, Version by) {}

  /**
   * The plan among these versions.
   *
   * @param versions the oldest first, at least one
   * @param now whether the last version's start has come is asked at this instant
   */
  public static PlanHistory of(List<Version> versions, Instant now) {
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("versions: none (expected: at least one)");
    }
    int frozen = 0;
    while (frozen < versions.size() - 1
        && !versions.get(frozen).start().isBefore(versions.get(frozen + 1).since())) {
      frozen++;
    }
    Version plan = versions.get(frozen);
    if (plan.start().isAfter(now)) {
      return new PlanHistory(plan, Standing.BEFORE_START, List.of());
    }
    List<Edit> edits = new ArrayList<>();
    for (int i = frozen + 1; i < versions.size(); i++) {
      edits.addAll(edits(versions.get(i - 1), versions.get(i)));
    }
    return new PlanHistory(
        plan, plan.since().isAfter(plan.start()) ? Standing.LATE : Standing.FROZEN, edits);
  }

  /** The instant from which on an edit is a deviation. */
  public Instant frozenAt() {
    return plan.since().isAfter(plan.start()) ? plan.since() : plan.start();
  }

  private static List<Edit> edits(Version before, Version after) {
    return Difference.between(
            "spec",
            PlanDefaults.resolve(before.document().getSpec()),
            PlanDefaults.resolve(after.document().getSpec()))
        .stream()
        .map(difference -> new Edit(difference, after))
        .toList();
  }
}
