package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.decision.DecisionRule;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Metric;
import java.util.Map;

/** What an experiment has to be beyond binding to its definition. */
final class ExperimentRules {
  private final Repository repository;
  private final Map<String, BoundDefinition> definitions;

  ExperimentRules(Repository repository, Map<String, BoundDefinition> definitions) {
    this.repository = repository;
    this.definitions = definitions;
  }

  void check(Document.OfExperiment experiment, Report report) {
    ExperimentSpec spec = experiment.message().getSpec();
    pin(experiment, spec.getDefinition(), report);
    if (spec.getHypothesis().isBlank()) {
      report.add(
          Report.breach(
                  LintRule.HYPOTHESIS_MISSING,
                  experiment,
                  "spec.hypothesis",
                  "the experiment does not say what it expects")
              .expected("a sentence, written before the experiment starts"));
    }
    boolean control = spec.getArmsList().stream().anyMatch(a -> a.getControl() && isOpen(a));
    boolean other = spec.getArmsList().stream().anyMatch(a -> !a.getControl() && isOpen(a));
    if (!control || !other) {
      report.add(
          Report.breach(
                  LintRule.ARM_WEIGHTS,
                  experiment,
                  "spec.arms",
                  "there is nothing to compare: an arm of weight 0 and a holdout are counted and"
                      + " not compared")
              .expected("the control and another arm with a weight above 0"));
    }
    decision(experiment, "ship", spec.getDecision().getShip(), report);
    decision(experiment, "stop", spec.getDecision().getStop(), report);
  }

  /** A rule is part of the plan: what is found when it is read would be found after the start. */
  private static void decision(
      Document.OfExperiment experiment, String field, String text, Report report) {
    if (text.isEmpty()) {
      return;
    }
    ExperimentSpec spec = experiment.message().getSpec();
    switch (DecisionRule.read(
        text,
        spec.getSecondaryList().stream().map(Metric::getName).toList(),
        spec.getGuardrailsList().stream().map(Guardrail::getName).toList())) {
      case DecisionRule.Reading.Sound _ -> {}
      case DecisionRule.Reading.Refused refused ->
          report.add(
              Report.breach(
                      LintRule.DECISION_RULE,
                      experiment,
                      FieldPath.field("spec.decision", field),
                      refused.reason())
                  .found(text)
                  .expected(DecisionRule.EXPECTED));
    }
  }

  private void pin(Document.OfExperiment experiment, DefinitionPin pin, Report report) {
    Document.OfValueEvent document = repository.definitions().get(pin.getName());
    if (document == null) {
      if (repository.isRefused(pin.getName())) {
        return;
      }
      report.add(
          Report.breach(
                  LintRule.DEFINITION_UNKNOWN,
                  experiment,
                  "spec.definition.name",
                  "the repository has no such definition")
              .found(pin.getName())
              .expected("a file in " + Repository.DEFINITIONS)
              .suggestion(Nearest.to(pin.getName(), repository.definitions().keySet())));
      return;
    }
    if (!BoundDefinition.isActive(document)) {
      report.add(
          Report.breach(
                  LintRule.DEFINITION_NOT_ACTIVE,
                  experiment,
                  "spec.definition.name",
                  "the definition is deprecated or retired")
              .found(pin.getName())
              .expected("an active definition"));
    }
    BoundDefinition bound = definitions.get(pin.getName());
    if (bound != null && !pin.getMeaning().isEmpty() && !pin.getMeaning().equals(bound.meaning())) {
      report.add(
          Report.breach(
                  LintRule.MEANING_DIFFERS,
                  experiment,
                  "spec.definition.meaning",
                  "the definition in this tree means something else than the pinned version")
              .found(pin.getMeaning())
              .expected(bound.meaning()));
    }
  }

  private static boolean isOpen(Arm arm) {
    return arm.getWeight() > 0 && !arm.getHoldout();
  }
}
