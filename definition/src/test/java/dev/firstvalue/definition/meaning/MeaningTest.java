package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Samples;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.ReachPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {
  private static final Policy POLICY =
      Policy.newBuilder()
          .setSpec(
              PolicySpec.newBuilder()
                  .setReach(ReachPolicy.newBuilder().setFloor(0.1).setCeiling(0.9)))
          .build();

  @Test
  void hashesAreWhatTheyAlwaysWere() {
    // Versions and reports are pinned to these. A change here makes every version ever given a new
    // one.
    Plan plan = plan(Samples.MODEL, Samples.DEFINITION);

    assertThat(CanonicalForm.meaning(plan))
        .isEqualTo(
            """
            meaning 1
            entity user
            start (events "signed_up") (whose user) (where (not_equal "import" (property "source" string)))
            newness 2592000
            within 604800
            variant (equal "teacher" (start "role" string)) (nth 1 0 604800 (events "class_created") (whose user))
            qualifies (unless (nth 3 0 604800 (events "lesson_completed") (whose user) (where (less_or_equal 30 (property "seconds" int))) (distinct (property "lesson_id" string))) (nth 1 0 604800 (events "account_deleted") (whose user)))
            exclude (property "is_test" bool)
            excludeEntities (ends_with (start "email" string) "@ourco.example")
            identities false
            """);
    assertThat(
            Stream.of(
                Hashes.meaning(plan),
                Hashes.evidence(plan, POLICY),
                Hashes.eventModel(Samples.model(Samples.MODEL)),
                Hashes.policy(POLICY)))
        .extracting(Hash::text)
        .containsExactly(
            "sha256:ec2ec9a795c332ce9d1740c8d70bf95898b6ba2378aa1c849aff9955cd3459bf",
            "sha256:89ae86775feb6dc72ea09282faef9895c7b237ab95100517d13674f22ee03a7d",
            "sha256:a9b44b6ee98998c06dc83d283d2a4b15de85af9e6af0c0c557a3c66e65d2e1f6",
            "sha256:ecec86d5195c85d23982a385f88e93a7695cfa21daf793f1cad8e4bd605067e5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "properties.seconds >= 30 ~ properties.seconds > 29",
        "properties.seconds >= 30 ~ 30 <= properties.seconds",
        "properties.seconds >= 30 ~ !(properties.seconds < 30)",
        "properties.seconds >= 30 ~ properties.seconds >= 10 * 3 && true",
        "properties.seconds >= 30 ~ properties.seconds >= 30.0 || false",
        "properties.seconds >= 30 ~ properties.seconds >= 30 && properties.seconds >= 30",
        "properties.seconds >= 30 && user == day ~ day == user && properties.seconds >= 30",
        "user in ['a', 'b'] ~ 'b' == user || user == 'a' || user == 'b'",
        "!(user in ['a', 'b']) ~ user != 'a' && user != 'b'",
        "!(properties.passed && user == 'a') ~ user != 'a' || !properties.passed",
        "properties.passed == true ~ properties.passed",
        "properties.passed != true ~ !properties.passed",
        "properties.passed == false ~ !properties.passed",
        "day < 'x' && timestamp < timestamp('2026-01-01T00:00:00Z') + duration('1d')"
            + " ~ timestamp('2026-01-02T01:00:00+01:00') > timestamp && 'x' > day",
        "timestamp - properties.at >= duration('1d')"
            + " ~ duration('24h') <= timestamp - properties.at",
        "properties.seconds + 1 == 3 ~ 3 == 1 + properties.seconds",
        "has(properties.seconds) && (properties.passed || true) ~ has(properties.seconds)",
        "true ~ 1 < 2",
        "true ? properties.passed : user == 'x' ~ properties.passed",
        "user == 'a' + 'b' ~ user == \"\\u0061b\"",
        "properties.lesson_id.size() > 2 ~ size(properties.lesson_id) >= 3",
      })
  void oneRuleInTwoWordsIsOneMeaning(String one, String other) {
    assertThat(where(one)).isEqualTo(where(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "properties.seconds >= 30 ~ properties.seconds >= 31",
        "properties.seconds >= 30 ~ properties.seconds > 30",
        "properties.score >= 30 ~ properties.score > 29",
        "properties.seconds >= 30 ~ 30 >= properties.seconds",
        "properties.passed && user == 'a' ~ properties.passed || user == 'a'",
        "properties.seconds - 1 == 3 ~ 1 - properties.seconds == 3",
        "user == 'a' ~ account == 'a'",
        "user == 'a' ~ user == 'A'",
        "properties.lesson_id == 'a' ~ start.properties.plan == 'a'",
        "properties.lesson_id.contains('a') ~ properties.lesson_id.startsWith('a')",
        "has(properties.seconds) ~ has(properties.score)",
        "properties.seconds / 2 * 2 == 4 ~ properties.seconds == 4",
        "properties.score + 0.1 + 0.2 > 1.0 ~ properties.score + (0.1 + 0.2) > 1.0",
        "1 / 0 == 1 ~ 2 / 0 == 1",
        "user == 'a\" (x' ~ user == 'a'",
      })
  void anotherRuleIsAnotherMeaning(String one, String other) {
    assertThat(where(one)).isNotEqualTo(where(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'all': [A, B]} ~ {'all': [B, A]}",
        "{'all': [A, B]} ~ {'any': [B, A], 'atLeast': 2}",
        "{'all': [A, B]} ~ {'all': [B, {'all': [A, B]}, A]}",
        "{'any': [A, B]} ~ {'any': [{'any': [B]}, A, B], 'atLeast': 1}",
        "{'all': [A]} ~ A",
        "{'any': [A, B, C], 'atLeast': 2} ~ {'any': [C, A, B], 'atLeast': 2}",
        "{'all': [A, B], 'unless': C} ~ {'all': [B, A], 'unless': {'any': [C]}}",
      })
  void oneConditionInTwoWordsIsOneMeaning(String one, String other) {
    assertThat(condition(one)).isEqualTo(condition(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'all': [A, B]} ~ {'any': [A, B]}",
        "{'any': [A, B, C], 'atLeast': 2} ~ {'any': [A, B, C]}",
        "{'any': [A, A, C], 'atLeast': 2} ~ {'any': [A, C], 'atLeast': 2}",
        "A ~ B",
        "{'all': [A], 'unless': B} ~ {'all': [B], 'unless': A}",
        "{'event': ['class_created'], 'atLeast': 2} ~ {'event': ['class_created']}",
        "{'event': ['class_created'], 'distinct': 'day'} ~ {'event': ['class_created']}",
        "{'event': ['class_created'], 'by': ['account']} ~ {'event': ['class_created']}",
      })
  void anotherConditionIsAnotherMeaning(String one, String other) {
    assertThat(condition(one)).isNotEqualTo(condition(other));
  }

  @Test
  void whatIsBesideTheRuleDoesNotChangeTheMeaning() {
    Hash meaning = meaning(Samples.MODEL, Samples.DEFINITION);

    assertThat(meaning(Samples.MODEL.replace("'user_id'", "'uid'"), Samples.DEFINITION))
        .isEqualTo(meaning);
    assertThat(meaning(Samples.MODEL.replace("analytics.events", "e"), Samples.DEFINITION))
        .isEqualTo(meaning);
    assertThat(meaning(Samples.MODEL.replace("Europe/Berlin", "Asia/Tokyo"), Samples.DEFINITION))
        .as("no day is used")
        .isEqualTo(meaning);
    assertThat(
            meaning(
                Samples.MODEL.replace("'score': 'DOUBLE'", "'score': 'INT'"), Samples.DEFINITION))
        .as("the property is not used")
        .isEqualTo(meaning);
    for (String[] edit :
        new String[][] {
          {"'within': '7d'", "'within': '168h'"},
          {"'newness': '30d'", "'newness': '29d24h'"},
          {"'growth'", "'platform'"},
          {"'name': 'teachers'", "'name': 'staff'"},
          {"'to': '90d'", "'to': '60d'"},
          {"['start.properties.plan', 'start.properties.source']", "[]"},
          {"'name': 'started'", "'name': 'begun'"},
          {"'status': 'ACTIVE'", "'status': 'DEPRECATED'"},
        }) {
      assertThat(meaning(Samples.MODEL, edited(edit))).as(edit[1]).isEqualTo(meaning);
    }
  }

  @Test
  void everyPartOfTheRuleIsPartOfTheMeaning() {
    Hash meaning = meaning(Samples.MODEL, Samples.DEFINITION);

    for (String[] edit :
        new String[][] {
          {"'entity': 'user'", "'entity': 'account'"},
          {"'event': ['signed_up']", "'event': ['signed_up', 'class_created']"},
          {"\\\"import\\\"", "\\\"imports\\\""},
          {"'newness': '30d'", "'newness': '31d'"},
          {"'within': '7d'", "'within': '6d'"},
          {"\\\"teacher\\\"", "\\\"student\\\""},
          {"['class_created']", "['lesson_started']"},
          {"'atLeast': 3", "'atLeast': 4"},
        }) {
      assertThat(meaning(Samples.MODEL, edited(edit))).as(edit[1]).isNotEqualTo(meaning);
    }
    for (String[] edit :
        new String[][] {
          {"is_test == true", "is_test == false"},
          {"@ourco", "@theirco"},
          {"'seconds': 'INT'", "'seconds': 'DOUBLE'"},
        }) {
      assertThat(meaning(Samples.MODEL.replace(edit[0], edit[1]), Samples.DEFINITION))
          .as(edit[1])
          .isNotEqualTo(meaning);
    }
  }

  @Test
  void theZoneCountsWhereADayIsUsed() {
    String definition = Samples.DEFINITION.replace("'properties.lesson_id'", "'day'");

    assertThat(meaning(Samples.MODEL.replace("Europe/Berlin", "Asia/Tokyo"), definition))
        .isNotEqualTo(meaning(Samples.MODEL, definition));
  }

  @Test
  void theOrderOfVariantsIsPartOfTheMeaning() {
    String other =
        ", {'name': 'pro', 'when': 'start.properties.plan == \\\"pro\\\"', 'qualifies': A}";
    String both =
        Samples.DEFINITION.replace("['class_created']}}]", "['class_created']}}" + other + "]");
    String first = both.replace("teacher\\\"", "x\\\"").replace("'A'", "");

    assertThat(meaning(Samples.MODEL, letters(both)))
        .isNotEqualTo(meaning(Samples.MODEL, letters(first)));
  }

  @Test
  void evidenceIsPinnedToOutcomesMilestonesSegmentsAndPolicy() {
    Hash evidence = Hashes.evidence(plan(Samples.MODEL, Samples.DEFINITION), POLICY);

    for (String[] edit :
        new String[][] {
          {"'to': '90d'", "'to': '60d'"},
          {"['start.properties.plan', 'start.properties.source']", "[]"},
          {"'name': 'started'", "'name': 'begun'"},
          {"'atLeast': 3", "'atLeast': 4"},
        }) {
      assertThat(Hashes.evidence(plan(Samples.MODEL, edited(edit)), POLICY))
          .as(edit[1])
          .isNotEqualTo(evidence);
    }
    assertThat(
            Hashes.evidence(plan(Samples.MODEL, Samples.DEFINITION), Policy.getDefaultInstance()))
        .isNotEqualTo(evidence);
    assertThat(Hashes.evidence(plan(Samples.MODEL, edited("'growth'", "'x'")), POLICY))
        .isEqualTo(evidence);
  }

  @Test
  void theModelIsPinnedWithItsColumnsAndWithoutItsWords() {
    Hash model = Hashes.eventModel(Samples.model(Samples.MODEL));

    assertThat(Hashes.eventModel(Samples.model(Samples.MODEL.replace("'user_id'", "'uid'"))))
        .isNotEqualTo(model);
    assertThat(
            Hashes.eventModel(
                Samples.model(
                    Samples.MODEL
                        .replace("'class_created': {}", "'class_created': {'description': 'x'}")
                        .replace("'lingo'", "'school'"))))
        .isEqualTo(model);
  }

  private static String edited(String... edit) {
    assertThat(Samples.DEFINITION).contains(edit[0]);
    return Samples.DEFINITION.replace(edit[0], edit[1]);
  }

  static String where(String where) {
    String text = where.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\u0027");
    return CanonicalForm.meaning(plan(Samples.MODEL, edited("properties.seconds >= 30", text)));
  }

  private static String condition(String condition) {
    return CanonicalForm.meaning(plan(Samples.MODEL, qualifies(letters(condition))));
  }

  /** The sample definition with another value event. */
  static String qualifies(String condition) {
    String from = "'qualifies': {'event': ['lesson_completed']";
    int start = Samples.DEFINITION.indexOf(from);
    int end = Samples.DEFINITION.indexOf("'milestones'");
    return Samples.DEFINITION.substring(0, start)
        + "'qualifies': "
        + condition
        + ", "
        + Samples.DEFINITION.substring(end);
  }

  /** A, B and C stand for leaves. */
  private static String letters(String json) {
    return json.replaceAll("\\bA\\b", "{'event': ['class_created']}")
        .replaceAll("\\bB\\b", "{'event': ['lesson_started']}")
        .replaceAll("\\bC\\b", "{'event': ['account_deleted']}");
  }

  private static Hash meaning(String model, String definition) {
    return Hashes.meaning(plan(model, definition));
  }

  private static Plan plan(String model, String definition) {
    return Binder.plan(Samples.model(model), Samples.definition(definition)).orThrow();
  }
}
