package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Logic;
import dev.firstvalue.definition.plan.Plan;
import java.util.List;

/** Variants that nobody falls into, or that change nothing. */
final class VariantRules {
  private VariantRules() {}

  static void check(Document.OfValueEvent definition, Plan plan, Report report) {
    List<Plan.Case> variants = plan.variants();
    for (int i = 0; i < variants.size(); i++) {
      Plan.Case variant = variants.get(i);
      String path = FieldPath.index("spec.variants", i);
      if (Logic.isNeverTrue(variant.when())) {
        report.add(
            Report.breach(
                    LintRule.IMPOSSIBLE_CONDITION,
                    definition,
                    path + ".when",
                    "no start event can make this true")
                .expected("demands that can be met together"));
      }
      for (int j = 0; j < i; j++) {
        if (Logic.implies(variant.when(), variants.get(j).when())) {
          report.add(
              Report.breach(
                      LintRule.VARIANT_UNREACHABLE,
                      definition,
                      path + ".when",
                      "whoever this is true for has fallen into an earlier variant")
                  .found(variant.name() + ", after " + variants.get(j).name())
                  .expected("the narrower variant first"));
          break;
        }
      }
      if (variant.qualifies().equals(plan.qualifies())) {
        report.add(
            Report.breach(
                    LintRule.VARIANT_DUPLICATE,
                    definition,
                    path + ".qualifies",
                    "the variant has the rule of everyone else")
                .found(variant.name())
                .expected("another rule, or no variant"));
      }
    }
  }
}
