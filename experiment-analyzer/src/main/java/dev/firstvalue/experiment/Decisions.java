package dev.firstvalue.experiment;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.experiment.v1.MetricRole;
import dev.firstvalue.experiment.v1.ReportFinding;
import dev.firstvalue.validation.v1.Interval;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the plan's rule makes of the comparisons. An arm is shipped only if every guardrail is
 * passed; a rule that calls a guardrail by its name decides on it itself.
 */
final class Decisions {
  private final Rule ship;
  private final Rule stop;
  private final double alpha;

  Decisions(String experiment, ExperimentSpec spec, double alpha) {
    List<String> metrics = spec.getSecondaryList().stream().map(Metric::getName).toList();
    List<String> guardrails = spec.getGuardrailsList().stream().map(Guardrail::getName).toList();
    String shipped = orElse(spec.getDecision().getShip(), "primary.low > 0");
    String stopped = orElse(spec.getDecision().getStop(), "primary.high < 0");
    ship = new Rule(experiment, "ship", shipped, metrics, guardrails);
    stop = new Rule(experiment, "stop", stopped, metrics, guardrails);
    this.alpha = alpha;
  }

  String ship() {
    return ship.text();
  }

  String stop() {
    return stop.text();
  }

  /** The names of the metrics that the rule calls. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(ship.names());
    names.addAll(stop.names());
    return names;
  }

  /** A decision and the sentence for it. */
  record Made(Decision decision, String sentence) {}

  /**
   * Decides.
   *
   * @param findings an error among them withholds the decision
   * @param over whether the planned time has passed: a fixed test is read once, at its end
   */
  Made decide(
      List<Comparison> comparisons,
      List<MetricResult> metrics,
      List<ReportFinding> findings,
      boolean over) {
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
    List<Comparison> winners =
        comparisons.stream()
            .filter(c -> ship.holds(named(c, metrics)) && significant(c, comparisons.size()))
            .sorted(
                Comparator.<Comparison>comparingDouble(c -> c.getDifference().getEstimate())
                    .reversed())
            .toList();
    Optional<Comparison> winner =
        winners.stream().filter(c -> unguarded(c, metrics).isEmpty()).findFirst();
    if (winner.isPresent()) {
      return new Made(
          Decision.DECISION_SHIP,
          "Ship " + winner.get().getArm() + ": " + effect(winner.get()) + ".");
    }
    if (comparisons.stream().allMatch(c -> stop.holds(named(c, metrics)))) {
      return new Made(Decision.DECISION_STOP, "Stop: " + effect(comparisons.getFirst()) + ".");
    }
    if (!winners.isEmpty()) {
      return new Made(
          Decision.DECISION_NO_DECISION,
          "No decision: "
              + winners.getFirst().getArm()
              + " is not shown to be no worse in "
              + String.join(", ", unguarded(winners.getFirst(), metrics))
              + " by its margin, although "
              + effect(winners.getFirst())
              + ".");
    }
    return new Made(
        Decision.DECISION_NO_DECISION,
        "No decision: the plan's rule neither ships nor stops; " + effect(best(comparisons)) + ".");
  }

  private static Map<String, Comparison> named(Comparison primary, List<MetricResult> metrics) {
    Map<String, Comparison> named = new HashMap<>(Map.of(Rule.PRIMARY, primary));
    for (MetricResult metric : metrics) {
      ofArm(metric, primary.getArm()).ifPresent(one -> named.put(metric.getName(), one));
    }
    return named;
  }

  /** The guardrails that an arm has not passed, but those that the rule judges itself. */
  private List<String> unguarded(Comparison primary, List<MetricResult> metrics) {
    return metrics.stream()
        .filter(metric -> metric.getRole() == MetricRole.METRIC_ROLE_GUARDRAIL)
        .filter(metric -> !ship.names().contains(metric.getName()))
        .filter(metric -> !ofArm(metric, primary.getArm()).map(Comparison::getPassed).orElse(false))
        .map(MetricResult::getName)
        .toList();
  }

  private static Optional<Comparison> ofArm(MetricResult metric, String arm) {
    return metric.getComparisonsList().stream().filter(c -> c.getArm().equals(arm)).findFirst();
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
        "activation is %+.2f points beside %s (%s), p %s",
        comparison.getDifference().getEstimate() * 100,
        comparison.getAgainst(),
        limits(comparison.getDifference().getInterval()),
        comparison.hasPValue() ? pValue(comparison.getPValue()) : "not defined");
  }

  private static String pValue(double p) {
    return p < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static String limits(Interval interval) {
    return interval.hasLow() && interval.hasHigh()
        ? String.format(
            Locale.ROOT, "%+.2f to %+.2f", interval.getLow() * 100, interval.getHigh() * 100)
        : "without an interval";
  }
}
