package dev.firstvalue.experiment.decision;

import dev.firstvalue.definition.decision.DecisionRule;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.plan.Recent;
import dev.firstvalue.experiment.v1.Comparison;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One half of a plan's decision rule, read of comparisons. */
final class Rule {
  /** The name of activation within the window. */
  static final String PRIMARY = DecisionRule.PRIMARY;

  /**
   * A team's reports are read by the same few rules, and compiling one takes longer than a report.
   */
  private static final Recent<Source, DecisionRule.Reading> READ =
      new Recent<>(one -> DecisionRule.read(one.text(), one.metrics(), one.guardrails()));

  /** What is compiled. */
  private record Source(String text, Set<String> metrics, Set<String> guardrails) {}

  private final String text;
  private final DecisionRule rule;

  /**
   * Compiles a rule.
   *
   * @param field the rule's place in the document, for its errors
   * @param metrics the names of the further metrics; of these, guardrails have {@code passed}
   * @param guardrails the names of the guardrails
   */
  Rule(
      String experiment,
      String field,
      String text,
      Collection<String> metrics,
      Collection<String> guardrails) {
    this.text = text;
    rule =
        switch (READ.to(new Source(text, Set.copyOf(metrics), Set.copyOf(guardrails)))) {
          case DecisionRule.Reading.Sound sound -> sound.rule();
          case DecisionRule.Reading.Refused refused ->
              throw new FirstvalueException(
                  ErrorCode.DOCUMENT_INVALID,
                  experiment + ": spec.decision." + field,
                  refused.reason(),
                  "Write " + DecisionRule.EXPECTED);
        };
  }

  String text() {
    return text;
  }

  /** The metrics that the rule calls, as the plan names them. */
  Set<String> names() {
    return rule.names();
  }

  /**
   * Whether the rule is true of an arm; a value that does not exist makes it false.
   *
   * @param comparisons of the arm, by the name of the metric
   */
  boolean holds(Map<String, Comparison> comparisons) {
    Map<String, Map<String, Double>> values = new HashMap<>();
    Map<String, Boolean> passed = new HashMap<>();
    comparisons.forEach(
        (name, comparison) -> {
          values.put(name, values(comparison));
          if (comparison.hasPassed()) {
            passed.put(name, comparison.getPassed());
          }
        });
    return rule.holds(values, passed);
  }

  private static Map<String, Double> values(Comparison comparison) {
    Map<String, Double> values = new HashMap<>();
    var difference = comparison.getDifference();
    if (difference.hasEstimate()) {
      values.put("estimate", difference.getEstimate());
    }
    if (difference.getInterval().hasLow()) {
      values.put("low", difference.getInterval().getLow());
    }
    if (difference.getInterval().hasHigh()) {
      values.put("high", difference.getInterval().getHigh());
    }
    if (comparison.hasPValue()) {
      values.put("pValue", comparison.getPValue());
    }
    if (comparison.hasAdjustedPValue()) {
      values.put("adjustedPValue", comparison.getAdjustedPValue());
    }
    return values;
  }
}
