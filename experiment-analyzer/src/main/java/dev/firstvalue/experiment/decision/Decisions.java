package dev.firstvalue.experiment.decision;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.plan.Look;
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
public final class Decisions {
  private final Rule ship;
  private final Rule stop;

  public Decisions(String experiment, ExperimentSpec spec) {
    List<String> metrics = spec.getSecondaryList().stream().map(Metric::getName).toList();
    List<String> guardrails = spec.getGuardrailsList().stream().map(Guardrail::getName).toList();
    String shipped = orElse(spec.getDecision().getShip(), "primary.low > 0");
    String stopped = orElse(spec.getDecision().getStop(), "primary.high < 0");
    ship = new Rule(experiment, "ship", shipped, metrics, guardrails);
    stop = new Rule(experiment, "stop", stopped, metrics, guardrails);
  }

  public String ship() {
    return ship.text();
  }

  public String stop() {
    return stop.text();
  }

  /** The names of the metrics that the rule calls. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(ship.names());
    names.addAll(stop.names());
    return names;
  }

  /** A decision and the sentence for it. */
  public record Made(Decision decision, String sentence) {}

  /**
   * Decides.
   *
   * @param findings an error among them withholds the decision
   * @param look how the plan lets the result be read
   */
  public Made decide(
      List<Comparison> comparisons,
      List<MetricResult> metrics,
      List<ReportFinding> findings,
      Look look) {
    Optional<ReportFinding> error =
        findings.stream()
            .filter(f -> f.getSeverity() == FindingSeverity.FINDING_SEVERITY_ERROR)
            .findFirst();
    if (error.isPresent()) {
      return new Made(
          Decision.DECISION_NO_DECISION, "No decision: " + error.get().getMessage() + ".");
    }
    if (!look.readable()) {
      return new Made(
          Decision.DECISION_KEEP_RUNNING, "Keep running: " + lowered(look.outlook().getSentence()));
    }
    double alpha = look.inference().alpha();
    List<Comparison> winners =
        comparisons.stream()
            .filter(
                c ->
                    ship.holds(named(c, metrics, look.inference()))
                        && significant(c, comparisons.size(), alpha))
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
    if (comparisons.stream().allMatch(c -> stop.holds(named(c, metrics, look.inference())))) {
      return new Made(Decision.DECISION_STOP, "Stop: " + effect(comparisons.getFirst()) + ".");
    }
    if (!winners.isEmpty()) {
      return new Made(
          look.last() ? Decision.DECISION_NO_DECISION : Decision.DECISION_KEEP_RUNNING,
          (look.last() ? "No decision: " : "Keep running: ")
              + winners.getFirst().getArm()
              + " is not shown to be no worse in "
              + String.join(", ", unguarded(winners.getFirst(), metrics))
              + " by its margin, although "
              + effect(winners.getFirst())
              + ".");
    }
    if (!look.last()) {
      return new Made(
          Decision.DECISION_KEEP_RUNNING,
          "Keep running: the plan's rule neither ships nor stops yet; "
              + effect(best(comparisons))
              + ".");
    }
    return new Made(
        Decision.DECISION_NO_DECISION,
        "No decision: the plan's rule neither ships nor stops; " + effect(best(comparisons)) + ".");
  }

  private static Map<String, Comparison> named(
      Comparison primary, List<MetricResult> metrics, Inference inference) {
    Map<String, Comparison> named =
        new HashMap<>(Map.of(Rule.PRIMARY, DecidingLimits.of(primary, inference)));
    for (MetricResult metric : metrics) {
      ofArm(metric, primary.getArm())
          .ifPresent(one -> named.put(metric.getName(), DecidingLimits.of(one, inference)));
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
  private static boolean significant(Comparison comparison, int arms, double alpha) {
    return arms == 1 || (comparison.hasAdjustedPValue() && comparison.getAdjustedPValue() <= alpha);
  }

  private static String lowered(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
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
