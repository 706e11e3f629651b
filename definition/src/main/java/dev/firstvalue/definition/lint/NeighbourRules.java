package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.definition.v1.StagePolicy;
import dev.firstvalue.proto.EnumWords;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What active definitions may not be beside each other. */
final class NeighbourRules {
  private NeighbourRules() {}

  /** One definition, one meaning: the second of two that mean the same is reported. */
  static void meanings(List<BoundDefinition> definitions, Report report) {
    Map<String, BoundDefinition> first = new HashMap<>();
    for (BoundDefinition definition : definitions) {
      if (!definition.isActive()) {
        continue;
      }
      BoundDefinition other = first.putIfAbsent(definition.meaning(), definition);
      if (other != null) {
        report.add(
            Report.breach(
                    LintRule.SAME_MEANING,
                    definition.document(),
                    "spec.qualifies",
                    "another active definition counts exactly this, under another name")
                .found(other.name())
                .expected("one definition for one meaning"));
      }
    }
  }

  /** At most so many active definitions a stage. */
  static void stages(
      Collection<Document.OfValueEvent> definitions, PolicySpec policy, Report report) {
    for (Map.Entry<String, StagePolicy> limit : policy.getStagesMap().entrySet()) {
      List<Document.OfValueEvent> active =
          definitions.stream()
              .filter(BoundDefinition::isActive)
              .filter(d -> word(d.message().getSpec().getStage()).equals(limit.getKey()))
              .toList();
      if (active.size() <= limit.getValue().getActive()) {
        continue;
      }
      List<String> names =
          active.stream().map(d -> d.message().getMetadata().getName()).sorted().toList();
      for (Document.OfValueEvent definition : active) {
        report.add(
            Report.breach(
                    LintRule.STAGE_FULL,
                    definition,
                    "spec.stage",
                    "the stage has more active definitions than the policy allows")
                .found(names.size() + ": " + String.join(", ", names))
                .expected("at most " + limit.getValue().getActive()));
      }
    }
  }

  private static String word(Stage stage) {
    return EnumWords.word(stage.getValueDescriptor());
  }
}
