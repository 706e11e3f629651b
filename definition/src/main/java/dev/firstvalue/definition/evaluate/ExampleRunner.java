package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the examples inside a definition on the reference evaluator. */
public final class ExampleRunner {
  private ExampleRunner() {}

  /** The results, in the order of the examples. */
  public static List<ExampleResult> run(Plan plan, List<Example> examples) {
    return examples.stream().map(example -> run(plan, example)).toList();
  }

  private static ExampleResult run(Plan plan, Example example) {
    ExampleLog log;
    try {
      log = ExampleLog.of(plan, example);
    } catch (IllegalArgumentException e) {
      return new ExampleResult(example.getName(), Optional.of(String.valueOf(e.getMessage())));
    }
    return judge(log, new ReferenceFacts(log.events(), List.of()));
  }

  /** What a source of facts that holds the events of an example says about it. */
  public static ExampleResult judge(ExampleLog log, FactSource source) {
    List<EntityFacts> facts = new ArrayList<>();
    source.facts(log.question(), facts::add);
    List<String> differences = new ExampleJudge(log, facts).differences();
    return new ExampleResult(
        log.example().getName(),
        differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences)));
  }
}
