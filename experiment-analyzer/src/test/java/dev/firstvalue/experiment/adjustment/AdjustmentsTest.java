package dev.firstvalue.experiment.adjustment;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.sample.Activated;
import dev.firstvalue.experiment.segment.SegmentsTest;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.LiftReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The counts of {@link SegmentsTest} out of a log, with a number known at assignment beside. */
final class AdjustmentsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Offset<Double> CLOSE = within(1e-12);
  private static final List<Event> EVENTS = new ArrayList<>();
  private static final List<Exposure> EXPOSURES = new ArrayList<>();

  static {
    SegmentsTest.threePlans()
        .forEach(
            stratum ->
                stratum.arms().forEach((arm, all) -> users(arm, stratum.values().getFirst(), all)));
  }

  private static void users(String arm, String plan, Activated all) {
    for (int i = 0; i < all.entities(); i++) {
      String user = arm + plan + i;
      EVENTS.add(SmallExperiment.signUp(user, Duration.ofHours(1), plan, i % 7));
      EXPOSURES.add(exposure(arm, user, arm + plan + i / 3, DAY));
      if (i < all.activated()) {
        EVENTS.add(event("lesson", user, DAY.plusHours(1)));
      }
    }
  }

  private static ExperimentSpec.Builder byPlan() {
    return spec("b").addCovariates("start.properties.plan");
  }

  private static LiftReport report(ExperimentSpec.Builder spec) {
    return new Analysis(
            new ReferenceFacts(EVENTS, EXPOSURES), Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
        .run(
            SmallExperiment.trial(spec),
            Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)));
  }

  private static ExperimentSpec.Builder planned(
      ExperimentSpec.Builder spec, Adjustment adjustment) {
    return spec.setTest(TestPlan.newBuilder().setAdjustment(adjustment));
  }

  /**
   * R 4.2.2, sandwich 3.0-2: {@code lm(y ~ arm * scale(model.matrix(~ plan), scale = FALSE))} with
   * {@code vcovHC(type = "HC2")}, which post-stratification is.
   */
  @Test
  void strataTakeOutWhatTheyTell() {
    AdjustedComparison one = report(byPlan()).getAdjusted(0);

    assertThat(one.getMethod()).isEqualTo("POST_STRATIFICATION");
    assertThat(one.getDifference().getEstimate()).isCloseTo(0.0064033189033189, CLOSE);
    assertThat(one.getStandardError()).isCloseTo(0.0329721709133235, CLOSE);
    assertThat(one.getVarianceSaved()).isCloseTo(0.096649181854405, CLOSE);
    assertThat(one.getStrata()).isEqualTo(3);
    assertThat(one.getDecides()).isFalse();
  }

  @Test
  void withoutAPlanForItThePrimaryStaysUnadjusted() {
    assertThat(report(byPlan()).getComparisons(0)).isEqualTo(report(spec("b")).getComparisons(0));
  }

  @Test
  void asPlannedTheAdjustedEffectDecides() {
    LiftReport report = report(planned(byPlan(), Adjustment.ADJUSTMENT_POST_STRATIFICATION));

    assertThat(report.getAdjusted(0).getDecides()).isTrue();
    assertThat(report.getComparisons(0).getMethod()).isEqualTo("POST_STRATIFICATION");
    assertThat(report.getComparisons(0).getPValue()).isEqualTo(report.getAdjusted(0).getPValue());
    assertThat(report.getComparisons(0).getAdjustedPValue())
        .isEqualTo(report.getAdjusted(0).getPValue());
    assertThat(report.getSentence()).contains("+0.64 points");
    assertThat(report.getPlan().getAdjustment()).isEqualTo("POST_STRATIFICATION");
    assertThat(report(byPlan()).getPlan().getAdjustment()).isEqualTo("NONE");
  }

  @Test
  void aNumberIsTakenOutByItsSlope() {
    AdjustedComparison one =
        report(spec("b").addCovariates("start.properties.earlier")).getAdjusted(0);

    assertThat(one.getMethod()).isEqualTo("LIN");
    assertThat(one.getCovariatesList()).containsExactly("start.properties.earlier");
    assertThat(one.hasPValue()).isTrue();
    // i % 7 tells next to nothing of who is activated
    assertThat(one.getVarianceSaved()).isBetween(-0.02, 0.02);
  }

  /** Accounts of three users of one plan, so that whole accounts are activated or none. */
  @Test
  void errorsOfTheAdjustedEffectAreByAccountToo() {
    AdjustedComparison users = report(byPlan()).getAdjusted(0);
    AdjustedComparison accounts = report(byPlan().setCluster("account")).getAdjusted(0);

    assertThat(accounts.getClusters()).isGreaterThan(200);
    assertThat(accounts.getDifference().getEstimate())
        .isCloseTo(users.getDifference().getEstimate(), CLOSE);
    assertThat(accounts.getStandardError() / users.getStandardError())
        .isBetween(1.5, Math.sqrt(3) + 0.05);
  }

  @Test
  void aPlanThatTakesOutWhatItDoesNotHaveIsRefused() {
    FirstvalueException refusal =
        catchThrowableOfType(
            FirstvalueException.class, () -> report(planned(byPlan(), Adjustment.ADJUSTMENT_LIN)));

    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage()).contains("spec.test.adjustment");
  }
}
