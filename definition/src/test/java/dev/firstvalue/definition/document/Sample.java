package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.v1.ValueEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small documents for the tests, and the reading of them. */
final class Sample {
  static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: lessons-completed, owners: growth}
      spec:
        stage: ACTIVATION
        promise: Learn a language in minutes a day
        rationale: A finished lesson is what a learner would tell a friend about.
        entity: user
        start: {event: signed_up, where: 'properties.source != "import"', newness: 30d}
        within: 7d
        qualifies:
          all:
            - event: lesson_completed
              where: 'properties.seconds >= 30'
              distinct: properties.lesson_id
              atLeast: 3
            - any: [{event: [a, b], by: user}, {event: c}]
              unless: {event: account_deleted}
        milestones:
          - {name: started, condition: {event: lesson_started}}
        segments: [start.properties.plan]
        outcomes:
          - {name: month, from: 7d, to: 30d, condition: {event: lesson_completed}}
        examples:
          - name: three
            events:
              - {at: +0s, event: signed_up, user: u1, properties: {source: web, n: 3, deep: [1, {a: null}]}}
            expect: {missing: [qualifies], stuckAt: started}
      """;

  private Sample() {}

  static Read read(String text) {
    return DocumentReader.read("definitions/x.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  static ValueEvent definition(String text) {
    return switch (read(text)) {
      case Read.Accepted(Document.OfValueEvent document) -> document.message();
      case Read.Accepted other -> throw new AssertionError("not a definition: " + other);
      case Read.Refused(var findings) -> throw new AssertionError(findings.all().toString());
    };
  }

  static Marks marks(String text) {
    return switch (read(text)) {
      case Read.Accepted(Document document) -> document.marks();
      case Read.Refused(var findings) -> throw new AssertionError(findings.all().toString());
    };
  }

  static List<Finding> findings(String text) {
    return switch (read(text)) {
      case Read.Accepted _ -> List.of();
      case Read.Refused(var findings) -> findings.all();
    };
  }
}
