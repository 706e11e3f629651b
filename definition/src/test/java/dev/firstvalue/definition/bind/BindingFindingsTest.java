package dev.firstvalue.definition.bind;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.finding.FileFindings;
import dev.firstvalue.definition.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingFindingsTest {
  @Test
  void findingsPointIntoTheFile() {
    String yaml =
        """
        apiVersion: firstvalue/v1
        kind: ValueEvent
        metadata: {name: lessons-completed}
        spec:
          entity: user
          start: {event: sign_up, newness: 30d}
          within: 7d
          qualifies:
            event: lesson_completed
            where: 'properties.lesson_id != ''x'' && properties.secnds >= 30'
            distinct: properties.lesson
          milestones:
            - name: started
              condition:
                event: lesson_started
                where: >-
                  properties.seconds > 3 &&
                  seconds < 5
        """;

    assertThat(findings(Samples.MODEL, yaml))
        .extracting(Finding::toString)
        .containsExactly(
            "definitions/x.yaml:6:18: error [event-unknown] spec.start.event[0]: the catalog has no"
                + " such event (found: sign_up; expected: account_deleted, class_created,"
                + " experiment_seen, lesson_completed, lesson_started, message_sent, signed_up,"
                + " subscription_started). Did you mean signed_up?",
            "definitions/x.yaml:10:57: error [expression-unknown-name] spec.qualifies.where: the"
                + " expression names something unknown (found: properties.secnds; expected: a"
                + " property of lesson_completed as the catalog declares it). Did you mean"
                + " properties.seconds?",
            "definitions/x.yaml:11:15: error [property-unknown] spec.qualifies.distinct: no such"
                + " property (found: properties.lesson; expected: a property that the catalog"
                + " declares for lesson_completed). Did you mean properties.lesson_id?",
            "definitions/x.yaml:18:11: error [expression-unknown-name]"
                + " spec.milestones[0].condition.where: the expression names something unknown"
                + " (found: seconds; expected: properties.NAME, start.properties.NAME, account,"
                + " day, event, timestamp, user). Did you mean properties.seconds?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          'entity': 'user' ~ 'entity': 'team' ~ entity-unknown ~ spec.entity
          'within': '7d' ~ 'within': '0d' ~ duration ~ spec.within
          'within': '7d' ~ 'within': '7w' ~ duration ~ spec.within
          'within': '7d' ~ 'within': '99999999d' ~ duration ~ spec.within
          'newness': '30d' ~ 'newness': '0s' ~ duration ~ spec.start.newness
          'properties.source != ~ 'start.properties.source != ~ expression-unknown-name ~ spec.start.where
          'start.properties.role == ~ 'user == ~ expression-unknown-name ~ spec.variants[0].when
          'start.properties.role == ~ 'start.properties.rule == ~ expression-unknown-name ~ spec.variants[0].when
          'properties.seconds >= 30' ~ 'properties.seconds' ~ expression-type ~ spec.qualifies.where
          'properties.seconds >= 30' ~ 'properties.seconds >= ' ~ expression-syntax ~ spec.qualifies.where
          'properties.seconds >= 30' ~ 'int(properties.score) >= 30' ~ expression-unsupported ~ spec.qualifies.where
          'atLeast': 3 ~ 'atLeast': 2.5 ~ at-least ~ spec.qualifies.atLeast
          'atLeast': 3 ~ 'atLeast': 0 ~ at-least ~ spec.qualifies.atLeast
          'atLeast': 3 ~ 'gap': '1d' ~ modifier-misplaced ~ spec.qualifies.gap
          'distinct': 'properties.lesson_id' ~ 'distinct': 'user' ~ distinct-own-entity ~ spec.qualifies.distinct
          'distinct': 'properties.lesson_id' ~ 'distinct': 'lesson_id' ~ distinct-unknown ~ spec.qualifies.distinct
          'distinct': 'properties.lesson_id' ~ 'by': ['timestamp'] ~ by-unknown ~ spec.qualifies.by[0]
          'distinct': 'properties.lesson_id' ~ 'by': ['properties.passed'] ~ by-type ~ spec.qualifies.by[0]
          'distinct': 'properties.lesson_id' ~ 'by': ['properties.to'] ~ property-unknown ~ spec.qualifies.by[0]
          {'event': ['account_deleted']} ~ {'event': ['account_delete']} ~ event-unknown ~ spec.qualifies.unless.event[0]
          {'event': ['account_deleted']} ~ {'event': ['account_deleted'], 'unless': {'event': ['class_created']}} ~ unless-nested ~ spec.qualifies.unless.unless
          {'event': ['account_deleted']} ~ {'any': [{'event': ['account_deleted']}], 'atLeast': 2} ~ at-least ~ spec.qualifies.unless.atLeast
          {'event': ['account_deleted']} ~ {'all': [{'event': ['account_deleted']}], 'where': 'true'} ~ modifier-misplaced ~ spec.qualifies.unless.where
          {'event': ['account_deleted']} ~ {'sequence': [{'event': ['account_deleted']}]} ~ sequence-too-short ~ spec.qualifies.unless.sequence
          {'event': ['account_deleted']} ~ {'ratio': {'of': {}, 'to': {'event': ['account_deleted']}}} ~ condition-one-form ~ spec.qualifies.unless.ratio.of
          {'event': ['account_deleted']} ~ {'event': ['account_deleted'], 'all': [{'event': ['class_created']}]} ~ condition-one-form ~ spec.qualifies.unless
          {'event': ['account_deleted']} ~ {} ~ condition-one-form ~ spec.qualifies.unless
          'start.properties.plan' ~ 'properties.plan' ~ segment-unknown ~ spec.segments[0]
          'start.properties.plan' ~ 'start.properties.seconds' ~ property-unknown ~ spec.segments[0]
          'start.properties.plan' ~ 'start.properties.source' ~ segment-repeated ~ spec.segments[1]
          'name': 'paid' ~ 'name': 'month' ~ name-repeated ~ spec.outcomes[1].name
          'from': '7d', 'to': '30d' ~ 'from': '6d23h', 'to': '30d' ~ outcome-circular ~ spec.outcomes[0].from
          'from': '7d', 'to': '30d' ~ 'from': '7d', 'to': '7d' ~ outcome-range ~ spec.outcomes[0].to
          """)
  void whatIsWrongWithADefinitionIsSaidAtItsField(
      String from, String to, String rule, String path) {
    assertThat(Samples.DEFINITION).contains(from);
    List<Finding> findings =
        Binder.plan(
                Samples.modelDocument(Samples.MODEL),
                Samples.definitionDocument(replaceFirst(Samples.DEFINITION, from, to)))
            .findings()
            .all();

    assertThat(findings).extracting(Finding::rule, Finding::path).containsExactly(at(rule, path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          Europe/Berlin ~ Europe/Berln ~ time-zone-unknown ~ spec.timeZone
          Europe/Berlin ~ UTC+3 ~ time-zone-unknown ~ spec.timeZone
          properties.is_test == true ~ properties.seconds > 3 ~ expression-type ~ spec.exclude
          properties.is_test == true ~ start.properties.is_test ~ expression-unknown-name ~ spec.exclude
          start.properties.email ~ properties.email ~ expression-unknown-name ~ spec.excludeEntities
          'entities': {'user' ~ 'entities': {'team': {'column': 't'}, 'user' ~ entity-unknown ~ spec.entities.team
          """)
  void whatIsWrongWithAModelIsSaidAtItsField(String from, String to, String rule, String path) {
    assertThat(Samples.MODEL).contains(from);
    Document.OfEventModel model = Samples.modelDocument(replaceFirst(Samples.MODEL, from, to));

    assertThat(Binder.source(model).findings().all())
        .extracting(Finding::rule, Finding::path)
        .containsExactly(at(rule, path));
    assertThat(Binder.plan(model, Samples.definitionDocument(Samples.DEFINITION)).findings().all())
        .extracting(Finding::rule)
        .containsExactly(rule);
  }

  @Test
  void inAFlatTableEveryPropertyHasAColumn() {
    String flat =
        Samples.MODEL.replace(
            "'properties': 'properties',", "'columns': {'plan': 'plan_col', 'role': 'r'},");

    assertThat(Binder.source(Samples.modelDocument(flat)).findings().all())
        .extracting(Finding::rule, Finding::path)
        .contains(
            at("property-without-column", "spec.catalog.signed_up.properties.email"),
            at("property-without-column", "spec.catalog.lesson_completed.properties[\"a.b\"]"))
        .doesNotContain(at("property-without-column", "spec.catalog.signed_up.properties.plan"));
  }

  @Test
  void anEntityThatTheModelDoesNotMapIsNotToBeNamed() {
    String model = Samples.MODEL.replace(", 'account': {'column': 'account_id'}", "");
    String definition = Samples.DEFINITION.replace("properties.seconds >= 30", "account == user");

    assertThat(
            Binder.plan(Samples.modelDocument(model), Samples.definitionDocument(definition))
                .findings()
                .all())
        .extracting(Finding::rule, f -> f.found().orElse(""))
        .containsExactly(org.assertj.core.groups.Tuple.tuple("expression-unknown-name", "account"));
  }

  @Test
  void hostileNamesAreShownAndNotObeyed() {
    String hostile = "x\\u001b[2J\\u202e\\u0027; DROP TABLE events; --";
    String definition = Samples.DEFINITION.replace("['account_deleted']", "[\"" + hostile + "\"]");

    Bound<?> bound =
        Binder.plan(Samples.modelDocument(Samples.MODEL), Samples.definitionDocument(definition));
    assertThat(bound.findings().all().getFirst().toString())
        .contains("\\u001B[2J\\u202E")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  @Test
  void aDocumentThatIsWrongAllOverIsToldSoOnce() {
    String unknown =
        IntStream.range(0, 5_000).mapToObj(i -> "'lesson_" + i + "'").collect(joining(","));
    String definition = Samples.DEFINITION.replace("'lesson_started'", unknown);

    List<Finding> findings =
        Binder.plan(
                Samples.modelDocument(Samples.MODEL),
                Samples.definitionDocument(
                    definition.replace("'account_deleted'", "'account_delete'")))
            .findings()
            .all();

    assertThat(findings)
        .hasSize(FileFindings.MOST + 1)
        .extracting(Finding::rule, Finding::path)
        .contains(
            at("event-unknown", "spec.qualifies.unless.event[0]"),
            at("event-unknown", "spec.milestones[0].condition.event[0]"),
            at("too-many-problems", ""));
  }

  @Test
  void whatCannotBeBoundIsACataloguedError() {
    Bound<?> bound =
        Binder.plan(
            Samples.modelDocument(Samples.MODEL),
            Samples.definitionDocument(
                Samples.DEFINITION.replace("'within': '7d'", "'within': '7w'")));

    assertThatThrownBy(bound::orThrow)
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID))
        .hasMessageContaining("spec.within: is no duration");
  }

  private static org.assertj.core.groups.Tuple at(String rule, String path) {
    return org.assertj.core.groups.Tuple.tuple(rule, path);
  }

  private static String replaceFirst(String text, String from, String to) {
    int at = text.indexOf(from);
    return text.substring(0, at) + to + text.substring(at + from.length());
  }

  private static List<Finding> findings(String model, String yaml) {
    Read read = DocumentReader.read("definitions/x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return switch (read) {
      case Read.Accepted(Document.OfValueEvent definition) ->
          Binder.plan(Samples.modelDocument(model), definition).findings().all();
      case Read.Accepted other -> throw new AssertionError("not a definition: " + other);
      case Read.Refused(var findings) -> throw new AssertionError(findings.all().toString());
    };
  }
}
