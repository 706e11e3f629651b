package dev.firstvalue.experiment.plan;

import static dev.firstvalue.experiment.SmallExperiment.BEGIN;
import static dev.firstvalue.experiment.SmallExperiment.WINDOW;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.Outlook;
import dev.firstvalue.validation.v1.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How much information there is where the plan decides with covariates taken out. An effect of 0.05
 * on 0.5 needs 1,564.67 an arm (R 4.2.2, {@code power.prop.test(p1 = .5, p2 = .55, power = .8)}).
 */
final class SavedLooksTest {
  private static final Instant HALF = BEGIN.plus(Duration.ofDays(14)).plus(WINDOW);
  private static final double NEEDED = 1564.672052766198;

  private static ExperimentSpec.Builder plan(String... treatments) {
    return spec(treatments).setPower(PowerPlan.newBuilder().setMinimumEffect(0.05).setPower(0.8));
  }

  private static Outlook look(
      ExperimentSpec.Builder spec, int each, AdjustedComparison... adjusted) {
    List<ArmResult> arms = new ArrayList<>();
    spec.getArmsList()
        .forEach(
            arm ->
                arms.add(
                    ArmResult.newBuilder()
                        .setName(arm.getName())
                        .setWeight(arm.getWeight())
                        .setControl(arm.getControl())
                        .setExposed(each)
                        .setActivated(each / 2)
                        .build()));
    return new Looking(
            SmallExperiment.trial(spec), HALF, arms, List.of(adjusted), DesignEffects.NONE)
        .now()
        .outlook();
  }

  private static AdjustedComparison.Builder saves(String arm, double share) {
    return AdjustedComparison.newBuilder()
        .setArm(arm)
        .setAgainst("a")
        .setDecides(true)
        .setDifference(Estimate.newBuilder().setEstimate(0.02))
        .setStandardError(0.025)
        .setVarianceSaved(share);
  }

  @Test
  void soManyFewerEntitiesAreNeededAsThePastSaves() {
    Outlook plain = look(plan("b"), 600);
    Outlook saved = look(plan("b"), 600, saves("b", 0.36).build());

    assertThat(plain.getInformation()).isCloseTo(600 / NEEDED, within(1e-9));
    assertThat(plain.hasVarianceSaved()).isFalse();
    assertThat(saved.getInformation()).isCloseTo(600 / NEEDED / 0.64, within(1e-9));
    assertThat(saved.getVarianceSaved()).isCloseTo(0.36, within(1e-12));
  }

  @Test
  void aPlannedLookThatIsDueWithWhatIsSavedIsReached() {
    ExperimentSpec.Builder planned =
        plan("b")
            .setTest(
                TestPlan.newBuilder().setLooks(Looks.LOOKS_PLANNED).addAllAt(List.of(0.5, 1.0)));

    assertThat(look(planned, 600).getLook()).isZero();
    assertThat(look(planned, 600, saves("b", 0.36).build()).getLook()).isEqualTo(1);
  }

  /** R: z is 0.8 at 0.599 of the information, drift 2.584, {@code pnorm} of both tails. */
  @Test
  void theChanceOfASignificantEndIsThatOfWhatDecides() {
    assertThat(look(plan("b"), 600, saves("b", 0.36).build()).getConditionalPower())
        .isCloseTo(0.3149641860661177, within(1e-9));
  }

  @Test
  void theArmWhereLeastIsSavedSaysWhatIsNeeded() {
    Outlook both = look(plan("b", "c"), 600, saves("b", 0.36).build(), saves("c", 0.1).build());
    Outlook one = look(plan("b", "c"), 600, saves("b", 0.36).build());

    assertThat(both.getVarianceSaved()).isCloseTo(0.1, within(1e-12));
    assertThat(one.hasVarianceSaved()).as("c is decided by its plain comparison").isFalse();
    assertThat(one.getInformation()).isEqualTo(look(plan("b", "c"), 600).getInformation());
  }

  @Test
  void whatSavesNothingOrDoesNotDecideLeavesTheLookAsItWas() {
    Outlook plain = look(plan("b"), 600);

    assertThat(look(plan("b"), 600, saves("b", 0.36).setDecides(false).build())).isEqualTo(plain);
    assertThat(look(plan("b"), 600, saves("b", 0.36).clearVarianceSaved().build()))
        .isEqualTo(plain);
    assertThat(look(plan("b"), 600, saves("b", 0).build()).getInformation())
        .isEqualTo(plain.getInformation());
    assertThat(look(plan("b"), 600, saves("b", -0.2).build()).getInformation())
        .as("what costs precision is not planned for")
        .isEqualTo(plain.getInformation());
  }

  @Test
  void belowAHundredAnArmARegressionIsNotBelieved() {
    assertThat(look(plan("b"), 99, saves("b", 0.36).build())).isEqualTo(look(plan("b"), 99));
    assertThat(look(plan("b"), 100, saves("b", 0.36).build()).hasVarianceSaved()).isTrue();
  }

  /** Without an effect to look for the information is the time. */
  @Test
  void ofTimeNothingIsSaved() {
    Outlook outlook = look(spec("b"), 600, saves("b", 0.36).build());

    assertThat(outlook.getInformation()).isEqualTo(0.5);
    assertThat(outlook.hasVarianceSaved()).isFalse();
  }
}
