package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Bound;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.evaluate.ExampleResult;
import dev.firstvalue.definition.evaluate.ExampleRunner;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.Status;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks every rule that can be checked on the files of a repository. */
public final class Linter {
  private Linter() {}

  /**
   * What there is to say about a repository: what reading found, what binding finds, what breaks a
   * rule, and the examples that fail. What the policy waives is there, and marked.
   *
   * @param today the day on which waivers are judged, UTC
   */
  public static Findings lint(Repository repository, LocalDate today) {
    Report report = new Report();
    report.addAll(repository.findings().all());
    Map<String, BoundDefinition> bound = definitions(repository, report);
    NeighbourRules.meanings(bound.values().stream().toList(), report);
    NeighbourRules.stages(repository.definitions().values(), repository.rules(), report);
    experiments(repository, bound, report);
    repository.policy().ifPresent(p -> new PolicyRules(repository, today).check(p, report));
    return Findings.of(Waivers.apply(report.all(), repository.rules().getWaiversList(), today));
  }

  private static Map<String, BoundDefinition> definitions(Repository repository, Report report) {
    Map<String, BoundDefinition> bound = new TreeMap<>();
    repository.definitions().values().forEach(d -> StatementRules.check(d, report));
    if (repository.eventModel().isEmpty()) {
      return bound;
    }
    Document.OfEventModel model = repository.eventModel().get();
    Bound<Source> source = Binder.source(model);
    report.addAll(source.findings().all());
    if (source.value().isEmpty()) {
      return bound;
    }
    for (var entry : repository.definitions().entrySet()) {
      Document.OfValueEvent document = entry.getValue();
      Bound<Plan> plan = Binder.plan(model, document);
      report.addAll(plan.findings().in(document.path()).all());
      plan.value()
          .ifPresent(
              p -> {
                bound.put(
                    entry.getKey(), new BoundDefinition(document, p, Hashes.meaning(p).text()));
                if (document.message().getSpec().getStatus() != Status.STATUS_RETIRED) {
                  rules(model, document, p, report);
                }
              });
    }
    return bound;
  }

  private static void rules(
      Document.OfEventModel model, Document.OfValueEvent document, Plan plan, Report report) {
    ResultRules results = new ResultRules(model, document, plan);
    ContradictionRules contradictions = new ContradictionRules(document, plan);
    contradictions.checkStart(report);
    for (Clause.Placed placed : Clause.of(document.message().getSpec(), plan)) {
      contradictions.check(placed, report);
      if (placed.place() == Clause.Place.VALUE) {
        results.check(placed.clause(), report);
      }
    }
    VariantRules.check(document, plan, report);
    WindowRules.check(model, document, plan, report);
    examples(document, plan, report);
  }

  private static void examples(Document.OfValueEvent document, Plan plan, Report report) {
    List<ExampleResult> results =
        ExampleRunner.run(plan, document.message().getSpec().getExamplesList());
    for (int i = 0; i < results.size(); i++) {
      String path = FieldPath.index("spec.examples", i);
      String name = results.get(i).name();
      results
          .get(i)
          .difference()
          .ifPresent(
              difference ->
                  report.add(
                      Report.breach(
                          LintRule.EXAMPLE_FAILS, document, path, name + ": " + difference)));
    }
  }

  private static void experiments(
      Repository repository, Map<String, BoundDefinition> bound, Report report) {
    ExperimentRules rules = new ExperimentRules(repository, bound);
    for (Document.OfExperiment experiment : repository.experiments().values()) {
      rules.check(experiment, report);
      BoundDefinition definition =
          bound.get(experiment.message().getSpec().getDefinition().getName());
      if (definition != null && repository.eventModel().isPresent()) {
        Document.OfEventModel model = repository.eventModel().get();
        Bound<ExposurePlan> plan = Binder.exposures(model, definition.document(), experiment);
        report.addAll(plan.findings().in(experiment.path()).all());
        plan.value().ifPresent(p -> PastRules.check(model, experiment, p, report));
      }
    }
  }
}
