package dev.firstvalue.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.v1.ValueEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentWriterTest {

  @Test
  void aDocumentIsWrittenAsPeopleWriteIt() {
    assertThat(DocumentWriter.write(Sample.definition(Sample.DEFINITION)))
        .isEqualTo(
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
                    atLeast: 3
                    distinct: properties.lesson_id
                  - {any: [{event: [a, b], by: user}, {event: c}], unless: {event: account_deleted}}
              milestones:
                - {name: started, condition: {event: lesson_started}}
              segments: start.properties.plan
              outcomes:
                - {name: month, from: 7d, to: 30d, condition: {event: lesson_completed}}
              examples:
                - name: three
                  events:
                    - {at: +0s, event: signed_up, user: u1, properties: {source: web, n: 3, deep: [1, {a: null}]}}
                  expect: {missing: qualifies, stuckAt: started}
            """);
  }

  @Test
  void whatIsWrittenReadsAsTheSameMessage() {
    ValueEvent definition = Sample.definition(Sample.DEFINITION);

    assertThat(Sample.definition(DocumentWriter.write(definition))).isEqualTo(definition);
  }

  @Test
  void anyTextSurvivesBeingWritten() {
    ValueEvent definition = Sample.definition(Sample.DEFINITION);
    Random random = new Random(7);
    String characters = "ab 1\n\t'\"\\#:,[]{}&*!|>%@`-?é漢😀~.+=null";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      int[] alphabet = characters.codePoints().toArray();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      ValueEvent.Builder changed = definition.toBuilder();
      changed.getSpecBuilder().setRationale(text.toString());
      changed.getSpecBuilder().getQualifiesBuilder().getAllBuilder(0).setWhere(text.toString());
      changed
          .getSpecBuilder()
          .getExamplesBuilder(0)
          .getEventsBuilder(0)
          .putProperties(text + "k", com.google.protobuf.util.Values.of(text.toString()));

      String written = DocumentWriter.write(changed.build());

      assertThat(Sample.definition(written)).as(written).isEqualTo(changed.build());
    }
  }
}
