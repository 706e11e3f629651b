package dev.firstvalue.definition.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureBindingTest {
  @Test
  void exposuresComeFromTheLogOfTheModel() {
    ExposurePlan plan = bind(Samples.EXPERIMENT).orThrow();

    assertThat(plan.experiment()).isEqualTo("checklist");
    assertThat(plan.log())
        .isEqualTo(
            new ExposurePlan.Log.Table(
                new Source.ExposureLog("analytics.exposures", "experiment", "variant", "ts")));
    assertThat(plan.start()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(plan.end()).contains(Instant.parse("2026-03-29T00:00:00Z"));
    assertThat(plan.window()).as("the definition's").isEqualTo(Duration.ofDays(7));
  }

  @Test
  void orFromAnEventThatNamesTheArm() {
    ExposurePlan plan =
        bind(Samples.EXPERIMENT
                .replace(
                    "{'log': true}",
                    "{'event': ['experiment_seen'], 'arm': 'properties.variant'}, 'within': '1d'")
                .replace(", 'end': '2026-03-29T00:00:00Z'", ""))
            .orThrow();

    assertThat(plan.log())
        .isEqualTo(
            new ExposurePlan.Log.Events(
                new Stream(
                    List.of("experiment_seen"),
                    List.of(new Column(EventColumn.USER)),
                    Optional.empty()),
                "variant"));
    assertThat(plan.end()).isEmpty();
    assertThat(plan.window()).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          'unit': 'user' ~ 'unit': 'user', 'within': '0s' ~ duration ~ spec.within
          'unit': 'user' ~ 'unit': 'user', 'past': [{'name': 'p', 'lookback': '0s'}] ~ duration ~ spec.past[0].lookback
          'unit': 'user' ~ 'unit': 'user', 'past': [{'name': 'p', 'lookback': '7d', 'count': {'event': ['experiment_sen']}}] ~ event-unknown ~ spec.past[0].count.event[0]
          'unit': 'user' ~ 'unit': 'user', 'past': [{'name': 'p', 'lookback': '7d', 'count': {'event': ['experiment_seen'], 'value': 'properties.x'}}] ~ metric-value ~ spec.past[0].count.value
          'unit': 'user' ~ 'unit': 'user', 'past': [{'name': 'p', 'lookback': '7d', 'count': {'event': ['experiment_seen'], 'where': 'start.properties.plan == user'}}] ~ expression-unknown-name ~ spec.past[0].count.where
          'unit': 'user' ~ 'unit': 'user', 'past': [{'name': 'p', 'lookback': '7d'}, {'name': 'p', 'lookback': '9d'}] ~ name-repeated ~ spec.past[1].name
          'unit': 'user' ~ 'unit': 'user', 'past': [{'name': 'p', 'lookback': '7d'}, {'name': 'q', 'lookback': '168h'}] ~ covariate-repeated ~ spec.past[1]
          'unit': 'user' ~ 'unit': 'user', 'test': {'adjustment': 'LIN'}, 'past': [{'name': 'p', 'lookback': '7d'}, {'name': 'q', 'lookback': '9d'}] ~ adjustment-covariates ~ spec.test.adjustment
          'unit': 'user' ~ 'unit': 'user', 'secondary': [{'name': 'm', 'count': {'event': ['experiment_seen']}, 'from': '2d', 'within': '2d'}] ~ metric-window ~ spec.secondary[0].from
          'unit': 'user' ~ 'unit': 'user', 'secondary': [{'name': 'm', 'count': {'event': ['experiment_seen']}, 'from': '0s'}] ~ duration ~ spec.secondary[0].from
          'unit': 'user' ~ 'unit': 'user', 'secondary': [{'name': 'm', 'timeToValue': true, 'from': '1h'}] ~ metric-window ~ spec.secondary[0].from
          'unit': 'user' ~ 'unit': 'user', 'guardrails': [{'name': 'g', 'condition': {'event': ['experiment_seen']}, 'from': '9d', 'within': '2d', 'worse': 'HIGHER', 'margin': 0.1}] ~ metric-window ~ spec.guardrails[0].from
          {'log': true} ~ {'event': ['experiment_sen'], 'arm': 'properties.variant'} ~ event-unknown ~ spec.exposure.event[0]
          {'log': true} ~ {'event': ['experiment_seen'], 'arm': 'properties.arm'} ~ property-unknown ~ spec.exposure.arm
          {'log': true} ~ {'event': ['experiment_seen'], 'arm': 'variant'} ~ arm-unknown ~ spec.exposure.arm
          {'log': true} ~ {'event': ['experiment_seen'], 'arm': 'properties.variant', 'where': 'start.properties.plan == user'} ~ expression-unknown-name ~ spec.exposure.where
          'end': '2026-03-29T00:00:00Z' ~ 'end': '2026-03-01T00:00:00Z' ~ experiment-period ~ spec.end
          , 'control': true ~ , 'control': false ~ arm-control ~ spec.arms
          'name': 'checklist', 'weight' ~ 'name': 'control', 'weight' ~ name-repeated ~ spec.arms[1].name
          """)
  void whatIsWrongWithAnExperimentIsSaidAtItsField(
      String from, String to, String rule, String path) {
    assertThat(Samples.EXPERIMENT).contains(from);

    assertThat(bind(Samples.EXPERIMENT.replace(from, to)).findings().all())
        .extracting(Finding::rule, Finding::path)
        .containsExactly(Tuple.tuple(rule, path));
  }

  @Test
  void thePastIsCountedByNamesOrByAllOfThem() {
    ExposurePlan plan =
        bind(Samples.EXPERIMENT.replace(
                "'unit': 'user'",
                "'unit': 'user', 'test': {'adjustment': 'LIN'}, 'past': [{'name': 'seen',"
                    + " 'lookback': '7d', 'count': {'event': ['experiment_seen']}}]"))
            .orThrow();

    assertThat(plan.readings().past())
        .containsExactly(
            new PastPlan(
                "seen",
                Optional.of(
                    new Stream(
                        List.of("experiment_seen"),
                        List.of(new Column(EventColumn.USER)),
                        Optional.empty())),
                Duration.ofDays(7)));
    assertThat(plan.readings().longestPast()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void aClusterIsNeverSmallerThanTheUnit() {
    Bound<ExposurePlan> bound =
        Binder.exposures(
            Samples.modelDocument(Samples.MODEL),
            Samples.definitionDocument(
                Samples.DEFINITION.replace("'entity': 'user'", "'entity': 'account'")),
            Samples.experimentDocument(
                Samples.EXPERIMENT.replace(
                    "'unit': 'user'", "'unit': 'account', 'cluster': 'user'")));

    assertThat(bound.findings().all()).extracting(Finding::rule).containsExactly("cluster-smaller");
  }

  @Test
  void withoutALogInTheModelThereIsNone() {
    int from = Samples.MODEL.indexOf("'exposures'");
    String model =
        Samples.MODEL.substring(0, from)
            + Samples.MODEL.substring(Samples.MODEL.indexOf("'timeZone'"));

    assertThat(
            Binder.exposures(
                    Samples.modelDocument(model),
                    Samples.definitionDocument(Samples.DEFINITION),
                    Samples.experimentDocument(Samples.EXPERIMENT))
                .findings()
                .all())
        .extracting(Finding::rule)
        .containsExactly("exposure-log-missing");
  }

  private static Bound<ExposurePlan> bind(String experiment) {
    return Binder.exposures(
        Samples.modelDocument(Samples.MODEL),
        Samples.definitionDocument(Samples.DEFINITION),
        Samples.experimentDocument(experiment));
  }
}
