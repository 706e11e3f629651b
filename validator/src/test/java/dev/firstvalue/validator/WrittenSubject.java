package dev.firstvalue.validator;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.PolicyDefaults;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.Provenance;
import java.nio.charset.StandardCharsets;

/** Subjects of backtests from documents as people write them. */
public final class WrittenSubject {
  private WrittenSubject() {}

  /** A definition under a policy; both documents are YAML. */
  public static Subject of(String eventModel, String definition, PolicySpec policy) {
    Document.OfValueEvent document = (Document.OfValueEvent) read("definition.yaml", definition);
    Document.OfEventModel model = (Document.OfEventModel) read("event-model.yaml", eventModel);
    return new Subject(
        document.message(),
        Binder.plan(model, document).orThrow(),
        PolicyDefaults.resolve(policy),
        Provenance.newBuilder().setProgram("test").setMeaningHash("sha256:0").build());
  }

  private static Document read(String name, String text) {
    return switch (DocumentReader.read(name, text.getBytes(StandardCharsets.UTF_8))) {
      case Read.Accepted accepted -> accepted.document();
      case Read.Refused refused -> throw new AssertionError(refused.findings());
    };
  }
}
