package dev.firstvalue.registry.gate;

import java.util.List;

/** Whoever changes a meaning says from when it applies. */
public final class RestatementGate {
  private RestatementGate() {}

  /**
   * Objects to a change of meaning without a choice.
   *
   * @param restate {@code FORWARD}, {@code ALL} or a day; empty while nobody chose
   */
  public static List<Objection> check(Candidate candidate, String restate) {
    if (!restate.isEmpty() || !candidate.changesMeaning()) {
      return List.of();
    }
    return List.of(
        new Objection(
            GateName.RESTATEMENT,
            candidate.name(),
            "the meaning changes, and nobody says from when the new one applies",
            "Choose --restate FORWARD (from the merge on), ALL (to all of the past) or a day"));
  }
}
