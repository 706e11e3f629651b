package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Not;
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
      earlier(definition, variants.subList(0, i), variant, path + ".when", report);
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
    List<Expression> none =
        variants.stream().map(each -> (Expression) new Not(each.when())).toList();
    if (!variants.isEmpty() && Logic.isNeverTrue(new And(none))) {
      report.add(
          Report.breach(
                  LintRule.VARIANTS_LEAVE_NOBODY,
                  definition,
                  "spec.qualifies",
                  "the variants take everyone of whom they know enough, and leave nobody to this")
              .found(String.join(", ", variants.stream().map(Plan.Case::name).toList()))
              .expected("the rule of most in qualifies, and variants for the others"));
    }
  }

  /** A variant beside those that are tried before it. */
  private static void earlier(
      Document.OfValueEvent definition,
      List<Plan.Case> earlier,
      Plan.Case variant,
      String path,
      Report report) {
    if (Logic.isNeverTrue(variant.when())) {
      return;
    }
    for (Plan.Case first : earlier) {
      if (Logic.implies(variant.when(), first.when())) {
        report.add(
            Report.breach(
                    LintRule.VARIANT_UNREACHABLE,
                    definition,
                    path,
                    "whoever this is true for has fallen into an earlier variant")
                .found(variant.name() + ", after " + first.name())
                .expected("the narrower variant first"));
        return;
      }
    }
    for (Plan.Case first : earlier) {
      boolean isException = Logic.implies(first.when(), variant.when());
      if (!isException && !Logic.isNeverTrue(new And(List.of(first.when(), variant.when())))) {
        report.add(
            Report.breach(
                    LintRule.VARIANT_OVERLAP,
                    definition,
                    path,
                    "this and an earlier variant can both be true, and only their order decides")
                .found(variant.name() + ", after " + first.name())
                .expected("variants of which one at most is true, or the narrower one first"));
        return;
      }
    }
  }
}
