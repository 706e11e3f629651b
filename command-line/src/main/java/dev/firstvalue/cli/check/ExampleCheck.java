package dev.firstvalue.cli.check;

import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ExampleResult;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.v1.Example;
import dev.firstvalue.store.compare.OwnDatabase;
import dev.firstvalue.store.compare.StoredExamples;
import dev.firstvalue.store.connect.StoreConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Runs the examples of what is proposed on ClickHouse: lint has run them on the reference
 * evaluator.
 */
final class ExampleCheck {
  private static final String RULE = "example-fails";

  private final Repository proposed;
  private final Terminal terminal;

  ExampleCheck(Repository proposed, Terminal terminal) {
    this.proposed = proposed;
    this.terminal = terminal;
  }

  /** Whether a proposal has examples that have to be run anew. */
  static boolean isFor(Proposal proposal) {
    List<Example> after = examples(proposal.after());
    return !after.isEmpty() && (proposal.measured() || !after.equals(examples(proposal.before())));
  }

  /** What fails, at the place of the example. A user who may make no database is told so. */
  Findings run(List<Proposal> proposals, StoreSession session) {
    List<Proposal> asked = proposals.stream().filter(ExampleCheck::isFor).toList();
    if (asked.isEmpty()) {
      return Findings.of(List.of());
    }
    String name = "firstvalue_examples_" + UUID.randomUUID().toString().replace("-", "");
    try (StoreConnection maker = StoreConnection.open(session.maker());
        OwnDatabase database = OwnDatabase.create(maker.store(), name)) {
      StoredExamples examples = new StoredExamples(database.store());
      List<Finding> found = new ArrayList<>();
      asked.forEach(proposal -> found.addAll(failures(proposal, examples)));
      return Findings.of(found);
    } catch (FirstvalueException e) {
      if (e.code() != ErrorCode.STORE_PERMISSION_DENIED) {
        throw e;
      }
      terminal.note("the examples ran on the reference evaluator alone: " + e.getMessage());
      return Findings.of(List.of());
    }
  }

  private List<Finding> failures(Proposal proposal, StoredExamples examples) {
    Document.OfValueEvent document = proposal.after().orElseThrow();
    List<ExampleResult> results =
        examples.run(
            Binder.plan(proposed.eventModel().orElseThrow(), document).orThrow(),
            document.message().getSpec().getExamplesList());
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      ExampleResult result = results.get(i);
      String path = "spec.examples[" + i + "]";
      result
          .difference()
          .ifPresent(
              difference ->
                  found.add(
                      Finding.error(
                          RULE,
                          document.path(),
                          document.marks().at(path),
                          path,
                          result.name() + ", on ClickHouse: " + difference)));
    }
    return found;
  }

  private static List<Example> examples(java.util.Optional<Document.OfValueEvent> document) {
    return document.map(d -> d.message().getSpec().getExamplesList()).orElse(List.of());
  }
}
