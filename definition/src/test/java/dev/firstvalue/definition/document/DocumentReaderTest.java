package dev.firstvalue.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Position;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.definition.v1.ValueEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

  @Test
  void aDefinitionIsReadWithItsRewrites() {
    ValueEvent definition = Sample.definition(Sample.DEFINITION);

    assertThat(definition.getSpec().getStage()).isEqualTo(Stage.STAGE_ACTIVATION);
    assertThat(definition.getMetadata().getOwnersList()).containsExactly("growth");
    assertThat(definition.getSpec().getStart().getEventList()).containsExactly("signed_up");
    assertThat(definition.getSpec().getQualifies().getAll(0).getAtLeast()).isEqualTo(3);
    assertThat(definition.getSpec().getQualifies().getAll(1).getAny(0).getEventList())
        .containsExactly("a", "b");
    assertThat(definition.getSpec().getExamples(0).getEvents(0).getPropertiesMap())
        .containsOnlyKeys("source", "n", "deep");
  }

  @Test
  void everyFieldHasItsPlace() {
    Marks marks = Sample.marks(Sample.DEFINITION);

    assertThat(marks.at("spec.qualifies.all[0].where")).isEqualTo(new Position(14, 16));
    assertThat(marks.at("spec.qualifies.all[0].nothing")).isEqualTo(new Position(13, 9));
    assertThat(marks.at("spec.start.event[0]")).isEqualTo(marks.at("spec.start.event"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "where: properties.it == X",
        "where: 'it''s \"it\" X'",
        "where: \"\\u0041 \\\"q\\\" X\"",
        "where: |\n    first line\n      deeper X",
        "where: >-\n    folded line\n    second X\n",
        "where: plain\n     folded\n\n     twice X",
        "where: 'quoted\n\n\n     folded X'"
      })
  void anOffsetInATextIsFoundInTheFile(String field) {
    String text =
        Sample.DEFINITION.replace(
            "where: 'properties.seconds >= 30'", field.replace("\n", "\n        "));
    String value = Sample.definition(text).getSpec().getQualifies().getAll(0).getWhere();
    Position at = Sample.marks(text).inside("spec.qualifies.all[0].where", value.indexOf('X'));

    String line = text.lines().toList().get(at.line() - 1);
    assertThat(line.charAt(at.column() - 1)).isEqualTo('X');
  }

  @Test
  void aMistypedFieldIsReportedAtItsPlaceWithTheNearestName() {
    List<Finding> findings =
        Sample.findings(Sample.DEFINITION.replace("  segments: [", "  segemnts: ["));

    assertThat(findings)
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("unknown-field");
              assertThat(f.position()).isEqualTo(new Position(21, 3));
              assertThat(f.path()).isEqualTo("spec.segemnts");
              assertThat(f.suggestion()).contains("segments");
              assertThat(f.expected().orElseThrow()).contains("qualifies");
            });
  }

  @Test
  void everyProblemOfAFileIsReportedAtOnce() {
    String text =
        Sample.DEFINITION
            .replace("stage: ACTIVATION", "stage: ACTVATION")
            .replace("atLeast: 3", "atLeast: three")
            .replace("entity: user", "entity: person")
            .replace("from: 7d", "from: 7 days")
            .replace("  qualifies:", "  proxy_for: x\n  qualifies:");

    assertThat(Sample.findings(text))
        .extracting(Finding::toString)
        .containsExactly(
            "definitions/x.yaml:5:10: error [unknown-word] spec.stage: the field does not know this"
                + " word (found: ACTVATION; expected: ENGAGEMENT, ACTIVATION, EXPANSION,"
                + " MONETIZATION). Did you mean ACTIVATION?",
            "definitions/x.yaml:8:11: error [value-refused] spec.entity: the value is not accepted"
                + " (found: person; expected: one of user, account)",
            "definitions/x.yaml:11:3: error [unknown-field] spec.proxy_for: there is no such field"
                + " (found: proxy_for; expected: stage, status, promise, rationale, proxyFor,"
                + " entity, start, within, qualifies, milestones, variants, segments, outcomes,"
                + " examples). Did you mean proxyFor?",
            "definitions/x.yaml:17:18: error [wrong-type] spec.qualifies.all[0].atLeast: the value"
                + " does not fit the field (found: the text \"three\"; expected: a number)",
            "definitions/x.yaml:24:27: error [value-refused] spec.outcomes[0].from: the value is"
                + " not accepted (found: 7 days; expected: a duration like 0d, 15m, 24h, 7d or"
                + " 2d3h)");
  }

  @Test
  void aMissingFieldIsReportedWhereItBelongs() {
    assertThat(Sample.findings(Sample.DEFINITION.replace("  entity: user\n", "")))
        .extracting(Finding::rule, Finding::path, Finding::line)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("missing-field", "spec.entity", 5));
  }

  @Test
  void aNameThatStandsTwiceIsAnError() {
    assertThat(
            Sample.findings(
                Sample.DEFINITION.replace("  within: 7d", "  within: 7d\n  within: 8d")))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("duplicate-key", 11));
  }

  @Test
  void twoFormsOfAConditionExcludeEachOther() {
    assertThat(
            Sample.findings(
                Sample.DEFINITION.replace("{event: c}", "{event: c, all: [{event: d}]}")))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("one-form");
              assertThat(f.path()).isEqualTo("spec.qualifies.all[1].any[1]");
              assertThat(f.found()).contains("event, all");
            });
  }

  @Test
  void aKindIsDemanded() {
    assertThat(Sample.findings("metadata: {name: x}"))
        .extracting(Finding::rule)
        .containsExactly("missing-field");
    assertThat(Sample.findings("kind: ValueEvents"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("unknown-kind");
              assertThat(f.suggestion()).contains("ValueEvent");
            });
    byte[] bytes = Sample.DEFINITION.getBytes(StandardCharsets.UTF_8);
    assertThat(DocumentReader.read("policy.yaml", bytes, DocumentKind.POLICY))
        .isInstanceOfSatisfying(
            Read.Refused.class,
            refused ->
                assertThat(refused.findings().all())
                    .extracting(Finding::rule)
                    .containsExactly("wrong-kind"));
  }
}
