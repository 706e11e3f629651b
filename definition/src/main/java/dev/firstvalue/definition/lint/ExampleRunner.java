package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.plan.Plan;
import java.util.List;

/** Runs the examples of a definition. */
public interface ExampleRunner {
  /**
   * What the examples expect and the plan does not give: findings of {@link
   * LintRule#EXAMPLE_FAILS}.
   */
  List<Finding> run(Document.OfValueEvent definition, Plan plan);
}
