package dev.firstvalue.cli.check;

import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.proto.EnumWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An experiment read by its definition as it is and as it is proposed, on the same exposures.
 *
 * @param name the experiment
 * @param file its file, relative to the definitions repository
 * @param definition the definition that it counts by
 * @param running whether entities were still exposed, or their windows open, at the watermark
 * @param stays whether its own report stays by the definition that it was planned with
 * @param before its report by the base; absent if it cannot be read so
 * @param after its report by the proposal; absent if it cannot be read so
 * @param note why one is absent
 */
record ExperimentReading(
    String name,
    String file,
    String definition,
    boolean running,
    boolean stays,
    Optional<LiftReport> before,
    Optional<LiftReport> after,
    Optional<String> note) {

  /** Whether something else would be decided: another decision, or another arm to ship. */
  boolean flips() {
    return before.isPresent()
        && after.isPresent()
        && !decided(before.get()).equals(decided(after.get()));
  }

  /** What becomes of the decision, in a sentence without a full stop. */
  String sentence() {
    if (before.isEmpty() || after.isEmpty()) {
      return name + " cannot be read both ways: " + note.orElse("");
    }
    String then = word(before.get());
    String now = word(after.get());
    return name
        + (running ? " (running)" : " (ended)")
        + ": "
        + (flips()
            ? "the decision would flip, " + then + " to " + now
            : "the decision stays " + now)
        + (stays
            ? "; its own report stays by the definition it was planned with"
            : "; no commit holds its plan, so its own report would change");
  }

  /** The figures of both sides: the effect of each arm with its interval, and the decision. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    before.ifPresent(report -> lines.add("base: " + figures(report)));
    after.ifPresent(report -> lines.add("proposed: " + figures(report)));
    return lines;
  }

  private static String figures(LiftReport report) {
    String effects =
        report.getComparisonsList().stream()
            .map(ExperimentReading::effect)
            .collect(Collectors.joining(", "));
    return effects + ", of " + exposed(report) + " compared: " + report.getSentence();
  }

  private static String exposed(LiftReport report) {
    return String.format(
        Locale.ROOT, "%,d", report.getArmsList().stream().mapToLong(a -> a.getExposed()).sum());
  }

  private static String effect(Comparison comparison) {
    if (!comparison.getDifference().hasEstimate()) {
      return comparison.getArm() + " without an estimate";
    }
    String effect =
        String.format(
            Locale.ROOT,
            "%s %+.2f points",
            comparison.getArm(),
            comparison.getDifference().getEstimate() * 100);
    return comparison.getDifference().getInterval().hasLow()
            && comparison.getDifference().getInterval().hasHigh()
        ? effect
            + String.format(
                Locale.ROOT,
                " (%+.2f to %+.2f)",
                comparison.getDifference().getInterval().getLow() * 100,
                comparison.getDifference().getInterval().getHigh() * 100)
        : effect;
  }

  /** The decision and, of a ship, the arm: its sentence begins with both. */
  private static String decided(LiftReport report) {
    return report.getDecision() == Decision.DECISION_SHIP
        ? report.getSentence().split(":", 2)[0]
        : word(report);
  }

  private static String word(LiftReport report) {
    return EnumWords.word(report.getDecision().getValueDescriptor()).replace('_', ' ');
  }
}
