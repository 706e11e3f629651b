package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.definition.v1.ValueEventSpec;

/**
 * What a definition has to say in words: that it is tied to the product's core value, and whose.
 */
final class StatementRules {
  private StatementRules() {}

  static void check(Document.OfValueEvent definition, Report report) {
    ValueEventSpec spec = definition.message().getSpec();
    if (spec.getPromise().isBlank()) {
      report.add(
          Report.breach(
                  LintRule.PROMISE_MISSING,
                  definition,
                  "spec.promise",
                  "the definition names no promise of the product that the event keeps")
              .expected("the promise in a sentence"));
    }
    if (spec.getRationale().isBlank()) {
      report.add(
          Report.breach(
                  LintRule.RATIONALE_MISSING,
                  definition,
                  "spec.rationale",
                  "the definition does not say why this action and no other")
              .expected("a few sentences"));
    }
    if (spec.getStage() == Stage.STAGE_UNSPECIFIED) {
      report.add(
          Report.breach(
                  LintRule.STAGE_MISSING,
                  definition,
                  "spec.stage",
                  "the definition does not say which stage of a customer's life it marks")
              .expected("ENGAGEMENT, ACTIVATION, EXPANSION or MONETIZATION"));
    }
    if (definition.message().getMetadata().getOwnersCount() == 0) {
      report.add(
          Report.breach(
                  LintRule.OWNERS_MISSING,
                  definition,
                  "metadata.owners",
                  "nobody answers for the definition")
              .expected("a team or a person, as CODEOWNERS names them"));
    }
    if (spec.getOutcomesCount() == 0) {
      report.add(
          Report.breach(
                  LintRule.NO_OUTCOME,
                  definition,
                  "spec.outcomes",
                  "without an outcome nothing says whether those who reach value stay")
              .expected("an outcome, such as {name: month, from: 7d, to: 30d, condition: …}"));
    }
  }
}
