package dev.firstvalue.definition.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.finding.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinterTest {
  private static final String VALUE =
      "{event: lesson_completed, atLeast: 3, unless: {event: account_deleted}}";

  @Test
  void aGoodRepositoryBreaksNoRule() {
    assertThat(new Lingo().broken()).isEmpty();
  }

  @Test
  void aDefinitionSaysWhatPromiseItKeepsAndWhy() {
    assertThat(new Lingo().with("  promise: Learn a language in minutes a day\n", "").broken())
        .containsExactly("promise-missing at spec.promise");
    assertThat(
            new Lingo()
                .with(
                    "rationale: A finished lesson is worth telling a friend about.",
                    "rationale: ' '")
                .broken())
        .containsExactly("rationale-missing at spec.rationale");
    assertThat(new Lingo().with("  stage: ACTIVATION\n", "").broken())
        .containsExactly("stage-missing at spec.stage");
    assertThat(new Lingo().with(", owners: growth", "").broken())
        .containsExactly("owners-missing at metadata.owners");
  }

  @Test
  void aDefinitionWithoutAnOutcomeIsWarnedOf() {
    assertThat(
            new Lingo()
                .with(
                    "  outcomes:\n"
                        + "    - {name: month, from: 7d, to: 30d, condition: {event:"
                        + " lesson_completed}}\n",
                    "")
                .findings()
                .all())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("no-outcome");
              assertThat(f.blocks()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{event: app_opened, atLeast: 3}",
        "{event: [lesson_completed, app_opened]}",
        "{any: [{event: lesson_completed}, {event: app_opened}]}",
        "{all: [{event: app_opened, atLeast: 2}, {event: signed_up, atLeast: 2}]}",
        "{any: [{event: app_opened}, {event: signed_up, atLeast: 9}, {event: lesson_completed}],"
            + " atLeast: 2}",
        "{event: app_opened, unless: {event: account_deleted}}"
      })
  void preparationIsNotValue(String condition) {
    assertThat(new Lingo().with(VALUE, condition).broken())
        .containsExactly("preparation-only at spec.qualifies");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{all: [{event: app_opened}, {event: lesson_completed}]}",
        "{any: [{event: app_opened}, {event: class_created}, {event: lesson_completed}], atLeast:"
            + " 2}"
      })
  void preparationBesideAResultIsNoBreach(String condition) {
    assertThat(new Lingo().with(VALUE, condition).broken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{event: signed_up}",
        "{event: [signed_up, lesson_completed]}",
        "{event: signed_up, where: 'properties.source != \"import\"'}",
        "{any: [{event: lesson_completed}, {event: signed_up}]}"
      })
  void theStartAloneIsNotValue(String condition) {
    assertThat(new Lingo().with(VALUE, condition).broken())
        .containsExactly("start-satisfies at spec.qualifies");
  }

  @Test
  void aVariantIsHeldToTheSame() {
    assertThat(
            new Lingo()
                .with("qualifies: {event: class_created}", "qualifies: {event: app_opened}")
                .broken())
        .containsExactly("preparation-only at spec.variants[0].qualifies");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "properties.seconds > 5 && properties.seconds < 3",
        "properties.seconds > 5 && properties.seconds < 6",
        "properties.seconds >= 5 && properties.seconds <= 5 && properties.seconds != 5",
        "properties.lesson_id == \"a\" && properties.lesson_id == \"b\"",
        "properties.lesson_id in [\"a\", \"b\"] && properties.lesson_id == \"c\"",
        "3 > properties.seconds && !(properties.seconds < 5)",
        "(properties.seconds < 1 || properties.seconds > 9) && properties.seconds == 5",
        "false"
      })
  void noEventMeetsDemandsThatExcludeEachOther(String where) {
    assertThat(
            new Lingo().with(VALUE, "{event: lesson_completed, where: '" + where + "'}").broken())
        .containsExactly("impossible-condition at spec.qualifies.where");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "properties.seconds > 5 && properties.seconds <= 6",
        "properties.seconds > 5 || properties.seconds < 3",
        "properties.lesson_id != \"a\" && properties.lesson_id != \"b\"",
        "properties.seconds > size(properties.lesson_id) && properties.seconds < 0"
      })
  void demandsThatCanBeMetAreNoBreach(String where) {
    assertThat(
            new Lingo().with(VALUE, "{event: lesson_completed, where: '" + where + "'}").broken())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{event: lesson_completed}",
        "{event: [lesson_completed, class_created], atLeast: 3}",
        "{event: signed_up}",
        "{any: [{event: lesson_completed, atLeast: 2}, {event: account_deleted}]}"
      })
  void whatIsDemandedCannotBeRuledOut(String veto) {
    assertThat(
            new Lingo()
                .with(VALUE, "{event: lesson_completed, atLeast: 3, unless: " + veto + "}")
                .broken())
        .containsExactly("unless-demanded at spec.qualifies.unless");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{event: lesson_completed, atLeast: 4}",
        "{event: lesson_completed, where: 'properties.seconds > 5'}"
      })
  void whatCanStillBeAbsentCanBeRuledOut(String veto) {
    assertThat(
            new Lingo()
                .with(VALUE, "{event: lesson_completed, atLeast: 3, unless: " + veto + "}")
                .broken())
        .isEmpty();
  }

  @Test
  void aVariantNeedsSomebodyLeft() {
    assertThat(
            new Lingo()
                .with(
                    "start.properties.role == \"child\"",
                    "start.properties.role == \"teacher\" && start.properties.age > 5")
                .broken())
        .containsExactly("variant-unreachable at spec.variants[1].when");
    assertThat(
            new Lingo()
                .with(
                    "start.properties.role == \"child\"",
                    "start.properties.age < 1 && start.properties.age > 5")
                .broken())
        .containsExactly("impossible-condition at spec.variants[1].when");
    assertThat(
            new Lingo().with("qualifies: {event: class_created}", "qualifies: " + VALUE).broken())
        .containsExactly("variant-duplicate at spec.variants[0].qualifies");
  }

  @Test
  void oneMeaningHasOneActiveDefinition() {
    assertThat(new Lingo().copied("other").broken())
        .containsExactly("same-meaning at spec.qualifies");
    assertThat(
            new Lingo()
                .copied("other")
                .with("stage: ACTIVATION", "stage: ACTIVATION\n  status: DEPRECATED")
                .with(Lingo.EXPERIMENT, "name: lessons", "name: other")
                .broken())
        .isEmpty();
  }

  @Test
  void aStageHasRoomForSoMany() {
    Lingo lingo =
        new Lingo()
            .copied("b")
            .copied("c")
            .with("definitions/b.yaml", "within: 7d", "within: 6d")
            .with("definitions/c.yaml", "within: 7d", "within: 5d");

    assertThat(lingo.findings().all())
        .hasSize(3)
        .allSatisfy(
            f -> {
              assertThat(f.rule()).isEqualTo("stage-full");
              assertThat(f.found()).contains("3: b, c, lessons");
            });
  }

  @Test
  void anExperimentIsPinnedToADefinitionThatIsThere() {
    assertThat(
            new Lingo()
                .with(Lingo.EXPERIMENT, "{name: lessons}", "{name: lesson}")
                .findings()
                .all())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("definition-unknown");
              assertThat(f.suggestion()).contains("lessons");
            });
    assertThat(
            new Lingo()
                .with(
                    Lingo.EXPERIMENT,
                    "{name: lessons}",
                    "{name: lessons, meaning: 'sha256:" + "0".repeat(64) + "'}")
                .broken())
        .containsExactly("meaning-differs at spec.definition.meaning");
    assertThat(
            new Lingo().with("stage: ACTIVATION", "stage: ACTIVATION\n  status: RETIRED").broken())
        .containsExactly("definition-not-active at spec.definition.name");
  }

  @Test
  void anExperimentComparesSomething() {
    assertThat(
            new Lingo()
                .with(Lingo.EXPERIMENT, "checklist, weight: 1", "checklist, weight: 0")
                .broken())
        .containsExactly("arm-weights at spec.arms");
    assertThat(
            new Lingo()
                .with(
                    Lingo.EXPERIMENT,
                    "hypothesis: A checklist brings more newcomers to their third lesson.",
                    "hypothesis: ''")
                .broken())
        .containsExactly("hypothesis-missing at spec.hypothesis");
    assertThat(new Lingo().with(Lingo.EXPERIMENT, "end: 2026-03-29", "end: 2026-02-28").broken())
        .containsExactly("experiment-period at spec.end");
    assertThat(new Lingo().with(Lingo.EXPERIMENT, "weight: 1, control: true", "weight: 1").broken())
        .contains("arm-control at spec.arms");
  }

  @Test
  void aWaiverIsForARuleADefinitionAndATime() {
    String policy = "policy.yaml";
    assertThat(new Lingo().with(policy, "2026-06-01", "2026-05-31").broken())
        .containsExactly("waiver-expired at spec.waivers[0].until");
    assertThat(new Lingo().with(policy, "2026-06-01", "2026-06-31").broken())
        .containsExactly("waiver-date at spec.waivers[0].until");
    assertThat(new Lingo().with(policy, "definition: lessons", "definition: lesson").broken())
        .containsExactly("waiver-definition-unknown at spec.waivers[0].definition");
    assertThat(new Lingo().with(policy, "reach-too-low", "reach-to-low").broken())
        .containsExactly("waiver-rule-unknown at spec.waivers[0].rule");
    assertThat(new Lingo().with(policy, "spec:", "spec:\n  reach: {floor: 0.95}").broken())
        .containsExactly("policy-reach at spec.reach");
  }

  @Test
  void aWaivedBreachIsShownAndStandsInNobodysWay() {
    Lingo lingo =
        new Lingo()
            .with(VALUE, "{event: app_opened}")
            .with("policy.yaml", "reach-too-low", "preparation-only");

    assertThat(lingo.findings().block()).isFalse();
    assertThat(lingo.findings().all())
        .singleElement()
        .extracting(Finding::waived)
        .isEqualTo(java.util.Optional.of("small market (ana, until 2026-06-01)"));
  }

  @Test
  void anExampleGivesWhatItExpects() {
    String examples =
        """
          examples:
            - name: two are too few
              events:
                - {at: +0s, event: signed_up, user: u1, properties: {source: web}}
                - {at: +1d, event: lesson_completed, user: u1}
                - {at: +2d, event: lesson_completed, user: u1}
              expect: {qualifiesAt: +2d}
          outcomes:
        """;
    assertThat(new Lingo().with("  outcomes:\n", examples).findings().all())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("example-fails");
              assertThat(f.path()).isEqualTo("spec.examples[0]");
              assertThat(f.message()).startsWith("two are too few: expected qualifies at +2d");
            });
    assertThat(
            new Lingo()
                .with("  outcomes:\n", examples.replace("qualifiesAt: +2d", "missing: qualifies"))
                .broken())
        .isEmpty();
  }

  @Test
  void whatTheBinderFindsIsReportedOnce() {
    assertThat(new Lingo().with("{event: app_opened}", "{event: app_open}").broken())
        .containsExactly("event-unknown at spec.milestones[0].condition.event[0]");
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasItsPage(LintRule rule) throws java.io.IOException {
    Path page = Path.of("../docs/rules", rule.id() + ".md");

    assertThat(Files.readString(page))
        .startsWith("# " + rule.id())
        .contains("## Why", "## How to fix it");
  }
}
