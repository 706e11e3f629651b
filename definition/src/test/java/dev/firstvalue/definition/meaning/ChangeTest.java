package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Samples;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {
  private static final String NO_IDS = Samples.MODEL.replace("'eventId': 'event_id', ", "");

  @Test
  void equalDocumentsAreUnchanged() {
    assertThat(change("'growth'", "'growth'")).isEqualTo(new Change(Kind.UNCHANGED, List.of()));
  }

  @Test
  void whatIsBesideTheRuleIsDescription() {
    Change change =
        change("'owners': ['growth']", "'owners': ['platform', 'growth'], 'title': 'x'");

    assertThat(change.kind()).isEqualTo(Kind.DESCRIPTION);
    assertThat(words(change))
        .containsExactly(
            "DESCRIPTION metadata.title: added x: stands beside the rule",
            "DESCRIPTION metadata.owners[0]: growth, now platform: stands beside the rule",
            "DESCRIPTION metadata.owners[1]: added growth: stands beside the rule");
    assertThat(change("'to': '90d'", "'to': '60d'").kind()).isEqualTo(Kind.DESCRIPTION);
    assertThat(change("'name': 'teachers'", "'name': 'staff'").kind()).isEqualTo(Kind.DESCRIPTION);
  }

  @Test
  void theSameRuleInOtherWordsIsARewrite() {
    Change change = change("properties.seconds >= 30", "29 < properties.seconds");

    assertThat(change.kind()).isEqualTo(Kind.REWRITE);
    assertThat(words(change))
        .containsExactly(
            "REWRITE spec.qualifies.where: properties.seconds >= 30, now 29 < properties.seconds:"
                + " means the same");
  }

  @Test
  void everyDifferingPathHasItsOwnClassAndReason() {
    Change change =
        Change.between(
            state(Samples.MODEL, Samples.DEFINITION),
            state(
                Samples.MODEL,
                Samples.DEFINITION
                    .replace("'atLeast': 3", "'atLeast': 4")
                    .replace("'within': '7d'", "'within': '14d'")
                    .replace("'from': '7d'", "'from': '14d'")
                    .replace("properties.seconds >= 30", "30 <= properties.seconds")
                    .replace("'growth'", "'platform'")));

    assertThat(change.kind()).as("one narrows, one widens").isEqualTo(Kind.SHIFTS);
    assertThat(words(change))
        .containsExactly(
            "WIDENS spec.within: 7d, now 14d: there is more time",
            "REWRITE spec.qualifies.where: properties.seconds >= 30, now 30 <= properties.seconds:"
                + " means the same",
            "NARROWS spec.qualifies.atLeast: 3, now 4: more is asked for",
            "DESCRIPTION metadata.owners[0]: growth, now platform: stands beside the rule",
            "DESCRIPTION spec.outcomes[0].from: 7d, now 14d: stands beside the rule",
            "DESCRIPTION spec.outcomes[1].from: 7d, now 14d: stands beside the rule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'within': '7d' ~ 'within': '6d' ~ NARROWS ~ spec.within",
        "'newness': '30d' ~ 'newness': '31d' ~ NARROWS ~ spec.start.newness",
        "'newness': '30d' ~ 'newness': '' ~ WIDENS ~ spec.start.newness",
        "'entity': 'user' ~ 'entity': 'account' ~ REDEFINES ~ spec.entity",
        "['signed_up'] ~ ['signed_up', 'class_created'] ~ REDEFINES ~ spec.start.event",
        "\\\"import\\\" ~ \\\"imports\\\" ~ REDEFINES ~ spec.start.where",
        "seconds >= 30 ~ seconds >= 31 ~ NARROWS ~ spec.qualifies.where",
        "seconds >= 30 ~ seconds >= 30 && properties.passed ~ NARROWS ~ spec.qualifies.where",
        "seconds >= 30 ~ seconds in [40, 50] ~ NARROWS ~ spec.qualifies.where",
        "seconds >= 30 ~ seconds >= 30 || properties.passed ~ WIDENS ~ spec.qualifies.where",
        "seconds >= 30 ~ score >= 30.0 ~ SHIFTS ~ spec.qualifies.where",
        "'atLeast': 3 ~ 'atLeast': 2 ~ WIDENS ~ spec.qualifies.atLeast",
        "'atLeast': 3, ~ 'atLeast': 3, 'within': '2d', ~ NARROWS ~ spec.qualifies.within",
        "'unless': {'event': ['account_deleted']} ~ 'unless': null ~ WIDENS"
            + " ~ spec.qualifies.unless",
        "'account_deleted'] ~ 'account_deleted'], 'atLeast': 2 ~ WIDENS"
            + " ~ spec.qualifies.unless.atLeast",
        "['account_deleted'] ~ ['account_deleted', 'class_created'] ~ NARROWS"
            + " ~ spec.qualifies.unless.event",
        "'event': ['class_created'] ~ 'event': ['class_created'], 'atLeast': 2 ~ NARROWS"
            + " ~ spec.variants[0].qualifies.atLeast",
        "\\\"teacher\\\" ~ \\\"student\\\" ~ SHIFTS ~ spec.variants[0].when",
      })
  void aChangeIsClassedAtItsPath(String from, String to, Kind kind, String path) {
    Change change = change(from, to);

    assertThat(change.kind()).isEqualTo(kind);
    assertThat(change.reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.kind()).isEqualTo(kind);
              assertThat(reason.difference().path()).isEqualTo(path);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "A ~ {'all': [A, B]} ~ NARROWS",
        "A ~ {'any': [B, A]} ~ WIDENS",
        "{'event': ['class_created'], 'unless': B}" + " ~ {'all': [A, C], 'unless': B} ~ NARROWS",
        "{'all': [A, B]} ~ {'all': [C, {'all': [B, A]}]} ~ NARROWS",
        "{'all': [A, B]} ~ {'any': [A, B]} ~ WIDENS",
        "{'any': [A, B]} ~ {'any': [A, B, C]} ~ WIDENS",
        "{'any': [A, B]} ~ {'any': [A, B, C], 'atLeast': 2} ~ NARROWS",
        "{'any': [A, B, C], 'atLeast': 2} ~ {'any': [A, B, C], 'atLeast': 3} ~ NARROWS",
        "{'any': [A, B, C], 'atLeast': 3} ~ {'any': [A, B], 'atLeast': 1} ~ WIDENS",
        "{'all': [A, B]} ~ {'all': [A, C]} ~ SHIFTS",
        "{'all': [A, B], 'unless': C} ~ {'any': [A, B], 'unless': {'any': [C, L]}} ~ SHIFTS",
        "L ~ {'event': ['lesson_completed'], 'distinct': 'day'} ~ NARROWS",
        "{'event': ['lesson_completed'], 'per': ['day'], 'atLeast': 2}"
            + " ~ {'event': ['lesson_completed'], 'per': ['day', 'properties.lesson_id'],"
            + " 'atLeast': 2} ~ NARROWS",
        "{'event': ['lesson_completed'], 'per': ['day'], 'unless': B}"
            + " ~ {'event': ['lesson_completed'], 'unless': B} ~ SHIFTS",
        "{'sequence': [SA, SB], 'gap': '1d'} ~ {'sequence': [SA, SB], 'gap': '2d'} ~ WIDENS",
        "{'sequence': [SA, SB], 'gap': '1d'} ~ {'sequence': [SA, SB]} ~ WIDENS",
        "{'sequence': [SA, SB]} ~ {'sequence': [SA, SB], 'simultaneous': true} ~ WIDENS",
        "{'sequence': [SA, SB]} ~ {'sequence': [SA, SC, SB]} ~ NARROWS",
        "{'sequence': [SA, SB], 'gap': '1d'} ~ {'sequence': [SA, SC, SB], 'gap': '1d'} ~ SHIFTS",
        "{'sequence': [SA, SC, SB], 'gap': '1d'} ~ {'sequence': [SA, SC], 'gap': '1d'} ~ WIDENS",
        "{'ratio': {'of': A, 'to': B, 'above': 0.1}}"
            + " ~ {'ratio': {'of': A, 'to': B, 'above': 0.2}} ~ NARROWS",
        "{'ratio': {'of': A, 'to': B, 'above': 0.1}}"
            + " ~ {'ratio': {'of': A, 'to': B, 'above': 0.1, 'from': 5}} ~ NARROWS",
        "{'ratio': {'of': A, 'to': B, 'above': 0.1}}"
            + " ~ {'ratio': {'of': {'event': ['class_created', 'message_sent']}, 'to': B,"
            + " 'above': 0.1}} ~ WIDENS",
        "{'ratio': {'of': A, 'to': B, 'above': 0.1}}"
            + " ~ {'ratio': {'of': A, 'to': C, 'above': 0.1}} ~ SHIFTS",
        "{'ratio': {'of': A, 'to': B, 'above': 0.1, 'after': '1d'}}"
            + " ~ {'ratio': {'of': A, 'to': B, 'above': 0.1, 'after': '2d'}} ~ SHIFTS",
        "{'event': ['lesson_completed'], 'sum': 'properties.seconds', 'atLeast': 5}"
            + " ~ {'event': ['lesson_completed'], 'sum': 'properties.seconds', 'atLeast': 5.5}"
            + " ~ NARROWS",
        "{'event': ['lesson_completed'], 'sum': 'properties.seconds', 'atLeast': 5}"
            + " ~ {'event': ['lesson_completed'], 'atLeast': 5} ~ SHIFTS",
      })
  void everyFormIsClassed(String before, String after, Kind kind) {
    assertThat(conditions(Samples.MODEL, before, after).kind()).isEqualTo(kind);
    assertThat(conditions(Samples.MODEL, after, before).kind())
        .as("backwards")
        .isEqualTo(kind.opposite());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'event': ['lesson_completed'], 'atLeast': 2}"
            + " ~ {'event': ['lesson_completed'], 'atLeast': 2, 'distinct': 'day'}",
        "{'sequence': [SA, {'event': ['lesson_completed']}]} ~ {'sequence': [SA, {'event':"
            + " ['lesson_completed'], 'where': 'properties.passed'}]}",
        "{'event': ['lesson_completed'], 'sum': 'properties.seconds',"
            + " 'where': 'properties.seconds >= 0'}"
            + " ~ {'event': ['lesson_completed'], 'sum': 'properties.seconds',"
            + " 'where': 'properties.seconds >= 5'}",
        "{'sequence': [SA, SC]} ~ {'sequence': [SA, SC], 'per': ['day']}",
      })
  void whereCopiesMayDifferTheMoreSevereClassIsGiven(String before, String after) {
    assertThat(conditions(NO_IDS, before, after).kind()).isEqualTo(Kind.NARROWS);
    assertThat(conditions(Samples.MODEL, before, after).kind()).isEqualTo(Kind.SHIFTS);
  }

  @Test
  void variantsAreComparedForWhomTheyMayBe() {
    String teachers =
        "{'name': 'teachers', 'when': 'start.properties.role == \\\"teacher\\\"',"
            + " 'qualifies': {'event': ['class_created']}}";
    String pupils = teachers.replace("teacher", "pupil");
    String pro =
        teachers.replace("teachers", "pro").replace("role == \\\"teacher", "plan == \\\"pro");
    String two = pro.replace("['class_created']", "['class_created'], 'atLeast': 2");

    assertThat(
            change(teachers, teachers + ", " + pro.replace("class_created", "lesson_completed"))
                .kind())
        .as("one lesson of any length, whatever happens")
        .isEqualTo(Kind.WIDENS);
    assertThat(change(teachers, pupils + ", " + teachers).kind()).isEqualTo(Kind.SHIFTS);
    Change reordered = between(teachers, pro + ", " + teachers, teachers + ", " + pro);
    assertThat(reordered.kind()).as("both have one rule").isEqualTo(Kind.NARROWS);
    assertThat(words(reordered)).singleElement().asString().contains("nobody is won or lost");
    Change strict = between(teachers, teachers + ", " + two, two + ", " + teachers);
    assertThat(words(strict))
        .containsExactly(
            "NARROWS spec.variants: teachers, pro, now pro, teachers: some go by another rule");
  }

  @Test
  void theModelChangesTheMeaningWhereTheRuleReadsIt() {
    Change rewritten = models("is_test == true", "is_test");
    assertThat(rewritten.kind()).isEqualTo(Kind.REWRITE);
    assertThat(words(rewritten))
        .containsExactly(
            "REWRITE event-model:spec.exclude: properties.is_test == true, now properties.is_test:"
                + " means the same");

    Change typed = models("'seconds': 'INT'", "'seconds': 'DOUBLE'");
    assertThat(typed.kind()).isEqualTo(Kind.SHIFTS);
    assertThat(words(typed))
        .containsExactly(
            "SHIFTS event-model:properties.seconds: INT, now DOUBLE: values read differently");

    assertThat(models("is_test == true", "is_test == false").kind())
        .as("a start may be a test")
        .isEqualTo(Kind.REDEFINES);
    assertThat(
            models(
                    "properties.is_test == true",
                    "properties.is_test == true || event == \\\"lesson_started\\\"")
                .kind())
        .as("no start is a started lesson")
        .isEqualTo(Kind.SHIFTS);
    assertThat(
            models(
                    "start.properties.email.endsWith",
                    "start.properties.plan == \\\"x\\\" || start.properties.email.endsWith")
                .kind())
        .isEqualTo(Kind.NARROWS);
    assertThat(models("'source': 'STRING'", "'source': 'STRING', 'n': 'INT'").kind())
        .isEqualTo(Kind.UNCHANGED);
    assertThat(models("'user_id'", "'uid'").kind()).isEqualTo(Kind.UNCHANGED);
    assertThat(models("Europe/Berlin", "Asia/Tokyo").kind()).isEqualTo(Kind.UNCHANGED);
  }

  @Test
  void theZoneOfDaysShifts() {
    String daily = Samples.DEFINITION.replace("'properties.lesson_id'", "'day'");
    Change change =
        Change.between(
            state(Samples.MODEL, daily),
            state(Samples.MODEL.replace("Europe/Berlin", "Asia/Tokyo"), daily));

    assertThat(words(change))
        .containsExactly(
            "SHIFTS event-model:spec.timeZone: Europe/Berlin, now Asia/Tokyo:"
                + " days begin at another instant");
  }

  private static List<String> words(Change change) {
    return change.reasons().stream().map(reason -> reason.kind() + " " + reason).toList();
  }

  private static Change models(String from, String to) {
    assertThat(Samples.MODEL).contains(from);
    return Change.between(
        state(Samples.MODEL, Samples.DEFINITION),
        state(Samples.MODEL.replace(from, to), Samples.DEFINITION));
  }

  private static Change between(String part, String from, String to) {
    return Change.between(
        state(Samples.MODEL, flat(Samples.DEFINITION).replace(part, from)),
        state(Samples.MODEL, flat(Samples.DEFINITION).replace(part, to)));
  }

  private static Change change(String from, String to) {
    assertThat(flat(Samples.DEFINITION)).contains(from);
    return between(from, from, to);
  }

  private static String flat(String json) {
    return json.replaceAll("\\s+", " ");
  }

  private static Change conditions(String model, String before, String after) {
    return Change.between(
        state(model, MeaningTest.qualifies(letters(before))),
        state(model, MeaningTest.qualifies(letters(after))));
  }

  /** A, B, C and L stand for leaves, SA, SB and SC for steps. */
  private static String letters(String json) {
    return json.replaceAll("\\bS?A\\b", "{'event': ['class_created']}")
        .replaceAll("\\bS?B\\b", "{'event': ['lesson_started']}")
        .replaceAll("\\bS?C\\b", "{'event': ['account_deleted']}")
        .replaceAll("\\bL\\b", "{'event': ['lesson_completed']}");
  }

  private static Change.State state(String model, String definition) {
    EventModel events = Samples.model(model);
    ValueEvent document = Samples.definition(definition);
    return new Change.State(events, document, Binder.plan(events, document).orThrow());
  }
}
