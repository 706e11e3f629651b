package dev.firstvalue.experiment;

import dev.firstvalue.definition.v1.DecisionRule;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.ReportFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the plan's rule makes of the comparisons. */
final class Decisions {
  private final Rule ship;
  private final Rule stop;
  private final double alpha;

  Decisions(String experiment, DecisionRule rule, double alpha) {
    ship = new Rule(experiment, "ship", orElse(rule.getShip(), "primary.low > 0"));
    stop = new Rule(experiment, "stop", orElse(rule.getStop(), "primary.high < 0"));
    this.alpha = alpha;
  }

  String ship() {
    return ship.text();
  }

  String stop() {
    return stop.text();
  }

  /** A decision and the sentence for it. */
  record Made(Decision decision, String sentence) {}

  /**
   * Decides.
   *
   * @param findings an error among them withholds the decision
   * @param over whether the planned time has passed: a fixed test is read once, at its end
   */
  Made decide(List<Comparison> comparisons, List<ReportFinding> findings, boolean over) {
    Optional<ReportFinding> error =
        findings.stream()
            .filter(f -> f.getSeverity() == FindingSeverity.FINDING_SEVERITY_ERROR)
            .findFirst();
    if (error.isPresent()) {
      return new Made(
          Decision.DECISION_NO_DECISION, "No decision: " + error.get().getMessage() + ".");
    }
    if (!over) {
      return new Made(
          Decision.DECISION_KEEP_RUNNING,
          "Keep running: the plan reads the result once, at its end; what is shown is"
              + " descriptive.");
    }
    Optional<Comparison> winner =
        comparisons.stream()
            .filter(c -> ship.holds(c) && significant(c, comparisons.size()))
            .max(Comparator.comparingDouble(c -> c.getDifference().getEstimate()));
    if (winner.isPresent()) {
      return new Made(
          Decision.DECISION_SHIP,
          "Ship " + winner.get().getArm() + ": " + effect(winner.get()) + ".");
    }
    if (comparisons.stream().allMatch(stop::holds)) {
      return new Made(Decision.DECISION_STOP, "Stop: " + effect(comparisons.getFirst()) + ".");
    }
    return new Made(
        Decision.DECISION_NO_DECISION,
        "No decision: the plan's rule neither ships nor stops; " + effect(best(comparisons)) + ".");
  }

  /** With several arms the adjusted p has to be significant as well: one interval knows one arm. */
  private boolean significant(Comparison comparison, int arms) {
    return arms == 1 || (comparison.hasAdjustedPValue() && comparison.getAdjustedPValue() <= alpha);
  }

  private static Comparison best(List<Comparison> comparisons) {
    return comparisons.stream()
        .max(Comparator.comparingDouble(c -> c.getDifference().getEstimate()))
        .orElseThrow();
  }

  private static String effect(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "activation is %+.2f points beside %s (%+.2f to %+.2f), p %s",
        comparison.getDifference().getEstimate() * 100,
        comparison.getAgainst(),
        comparison.getDifference().getInterval().getLow() * 100,
        comparison.getDifference().getInterval().getHigh() * 100,
        comparison.hasPValue() ? pValue(comparison.getPValue()) : "not defined");
  }

  private static String pValue(double p) {
    return p < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
