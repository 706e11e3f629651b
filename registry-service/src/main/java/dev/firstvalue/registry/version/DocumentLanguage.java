package dev.firstvalue.registry.version;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Bound;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.EventModel;
import java.util.stream.Collectors;

/** The definition language itself: documents in YAML, bound to their event model. */
public final class DocumentLanguage implements DefinitionLanguage {
  @Override
  public String fingerprint() {
    return "firstvalue/v1 " + Hashes.FORM;
  }

  @Override
  public Reading<EventModel> eventModel(String path, byte[] bytes) {
    return switch (DocumentReader.read(path, bytes, DocumentKind.EVENT_MODEL)) {
      case Read.Accepted(Document document) -> {
        Document.OfEventModel model = (Document.OfEventModel) document;
        Bound<Source> source = Binder.source(model);
        yield source.value().isPresent()
            ? new Reading.Good<>(model.message())
            : bad(source.findings());
      }
      case Read.Refused(Findings findings) -> bad(findings);
    };
  }

  @Override
  public Reading<Meaning> definition(String path, byte[] bytes, EventModel model) {
    return switch (DocumentReader.read(path, bytes, DocumentKind.VALUE_EVENT)) {
      case Read.Accepted(Document document) -> {
        Document.OfValueEvent definition = (Document.OfValueEvent) document;
        Bound<Plan> plan =
            Binder.plan(
                new Document.OfEventModel("event-model.yaml", model, Marks.none()), definition);
        yield plan.value().isPresent()
            ? new Reading.Good<>(
                new Meaning(definition.message(), Hashes.meaning(plan.orThrow()).text()))
            : bad(plan.findings());
      }
      case Read.Refused(Findings findings) -> bad(findings);
    };
  }

  private static <T> Reading<T> bad(Findings findings) {
    return new Reading.Bad<>(
        findings.all().stream()
            .filter(Finding::blocks)
            .map(Finding::toString)
            .collect(Collectors.joining("\n")));
  }
}
