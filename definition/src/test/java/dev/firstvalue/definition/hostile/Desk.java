package dev.firstvalue.definition.hostile;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.lint.Linter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads one document as {@code lint} does: alone first, and if it is accepted, in the place of its
 * like in a repository that has nothing wrong.
 */
final class Desk {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  private final Repository repository;

  Desk(Repository repository) {
    this.repository = repository;
  }

  /** What there is to say about a document. */
  List<Finding> findings(byte[] bytes) {
    return switch (DocumentReader.read("definitions/x.yaml", bytes)) {
      case Read.Refused(Findings findings) -> findings.all();
      case Read.Accepted(Document document) -> Linter.lint(around(document), TODAY).all();
    };
  }

  private Repository around(Document document) {
    SortedMap<String, Document.OfValueEvent> definitions = new TreeMap<>();
    SortedMap<String, Document.OfExperiment> experiments = new TreeMap<>();
    Optional<Document.OfEventModel> model = repository.eventModel();
    Optional<Document.OfPolicy> policy = repository.policy();
    switch (document) {
      case Document.OfValueEvent definition -> definitions.put("x", definition);
      case Document.OfEventModel other -> {
        model = Optional.of(other);
        definitions.putAll(repository.definitions());
      }
      case Document.OfExperiment experiment -> {
        experiments.put("x", experiment);
        definitions.putAll(repository.definitions());
      }
      case Document.OfPolicy other -> policy = Optional.of(other);
    }
    return new Repository(model, policy, definitions, experiments, Findings.of(List.of()));
  }
}
