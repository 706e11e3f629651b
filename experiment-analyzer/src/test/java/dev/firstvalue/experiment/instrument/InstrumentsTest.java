package dev.firstvalue.experiment.instrument;

import static dev.firstvalue.experiment.SmallExperiment.event;
import static dev.firstvalue.experiment.SmallExperiment.exposure;
import static dev.firstvalue.experiment.SmallExperiment.paid;
import static dev.firstvalue.experiment.SmallExperiment.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.SmallExperiment;
import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import dev.firstvalue.experiment.v1.EffectSetShape;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Arms as instruments, against R and by what has to hold of every set. */
final class InstrumentsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static ArmsAsInstrument read(ActivationAndOutcome arm, ActivationAndOutcome control) {
    return new InstrumentContrast(false, 0.95).of(named(), Map.of("", arm), Map.of("", control));
  }

  private static ArmsAsInstrument.Builder named() {
    return ArmsAsInstrument.newBuilder().setOutcome("stayed").setArm("b").setAgainst("a");
  }

  /**
   * R 4.2.2, sandwich 3.0-2, on rows of these counts: {@code coef(lm(d ~ z))^2 / vcovHC(type =
   * "HC2")}, {@code pnorm} of the same of {@code lm(y ~ z)}; the set by {@code uniroot} on the HC2
   * statistic of {@code lm(I(y - beta * d) ~ z)}, the error from that at the estimate.
   */
  @Test
  void theEffectAndItsSetAreThoseOfR() {
    ArmsAsInstrument one =
        read(
            new ActivationAndOutcome(1000, 500, 350, 240),
            new ActivationAndOutcome(1000, 400, 320, 190));

    assertThat(one.getEffect()).isCloseTo(0.3, within(1e-12));
    assertThat(one.getFirstStageF()).isCloseTo(20.387755102, within(1e-9));
    assertThat(one.getPValue()).isCloseTo(0.155239600913, within(1e-9));
    assertThat(one.getSet().getShape()).isEqualTo(EffectSetShape.EFFECT_SET_SHAPE_INTERVAL);
    assertThat(one.getSet().getLow()).isCloseTo(-0.132984200205, within(1e-8));
    assertThat(one.getSet().getHigh()).isCloseTo(0.751936385627, within(1e-8));
    assertThat(one.getStandardError()).isCloseTo(0.203325702609, within(1e-9));
    assertThat(one.getSentence()).startsWith("whether value changes stayed is not shown");
  }

  @Test
  void anArmThatMovesNobodySaysNothingOfValue() {
    ArmsAsInstrument one =
        read(new ActivationAndOutcome(200, 81, 60, 40), new ActivationAndOutcome(200, 80, 61, 41));

    assertThat(one.getSet().getShape()).isEqualTo(EffectSetShape.EFFECT_SET_SHAPE_WHOLE_LINE);
    assertThat(one.hasStandardError()).isFalse();
    assertThat(one.getSentence()).contains("too little to say");
  }

  @Test
  void anOutcomeThatMovesWithoutActivationLeavesTwoRaysBeyondWhatIsPossible() {
    ArmsAsInstrument one =
        read(
            new ActivationAndOutcome(2000, 805, 1000, 402),
            new ActivationAndOutcome(2000, 800, 600, 240));

    assertThat(one.getSet().getShape()).isEqualTo(EffectSetShape.EFFECT_SET_SHAPE_TWO_RAYS);
    assertThat(one.getSet().getPossible()).isFalse();
    assertThat(one.getSentence()).contains("cannot have worked");
  }

  /** Each entity its own cluster: the errors are those of entities, but for CR1's factors. */
  @Test
  void clustersOfOneAreEntities() {
    Map<String, ActivationAndOutcome> arm = single("b", 60, 40, 30);
    Map<String, ActivationAndOutcome> control = single("a", 60, 20, 20);
    ArmsAsInstrument clustered = new InstrumentContrast(true, 0.95).of(named(), arm, control);

    assertThat(clustered.getClusters()).isEqualTo(120);
    assertThat(clustered.getDegreesOfFreedom()).isEqualTo(119);
    double cr1 = 120 / 119.0 * 119 / 118;
    double hc0 = (2 / 3.0 * (1 / 3.0) + 1 / 3.0 * (2 / 3.0)) / 60;
    assertThat(clustered.getFirstStageF())
        .isCloseTo(Math.pow(1 / 3.0, 2) / (hc0 * cr1), within(1e-9));
  }

  @Test
  void underTwentyClustersAnArmThereIsNoSet() {
    ArmsAsInstrument few =
        new InstrumentContrast(true, 0.95)
            .of(named(), single("b", 19, 9, 9), single("a", 60, 9, 9));

    assertThat(few.hasSet()).isFalse();
    assertThat(few.hasPValue()).isFalse();
    assertThat(few.getNote()).contains("too few for an error by cluster");
  }

  @Test
  void anOutcomeOfEverybodyHasNoTest() {
    ArmsAsInstrument one =
        read(new ActivationAndOutcome(50, 20, 50, 20), new ActivationAndOutcome(50, 10, 50, 10));

    assertThat(one.hasPValue()).isFalse();
    assertThat(one.getNote()).contains("the same for everybody");
  }

  /**
   * Of 40 an arm 10 of a and 20 of b are activated; half of those pay in the second week, and two
   * of the others. Payments in the first week and after the second are not asked, nor is who was
   * exposed too late for a second week.
   */
  @Test
  void outcomesAreReadFromFirstExposureOn() {
    List<Event> events = new ArrayList<>();
    List<Exposure> exposures = new ArrayList<>();
    for (String arm : List.of("a", "b")) {
      for (int i = 0; i < 40; i++) {
        String user = arm + i;
        int activated = arm.equals("a") ? 10 : 20;
        exposures.add(exposure(arm, user, DAY));
        events.add(paid(user, DAY.multipliedBy(i % 2 == 0 ? 3 : 15), 1));
        if (i < activated) {
          events.add(event("lesson", user, DAY.plusHours(1)));
        }
        if (i < activated / 2 || i >= 38) {
          events.add(paid(user, DAY.multipliedBy(8), 1));
        }
      }
    }
    exposures.add(exposure("b", "late", DAY.multipliedBy(25)));
    ArmsAsInstrument one =
        new Analysis(
                new ReferenceFacts(events, exposures),
                Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
            .run(
                SmallExperiment.trialWithOutcome(spec("b")),
                Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)))
            .getInstruments(0);

    assertThat(one.getOutcome()).isEqualTo("paying");
    assertThat(one.getEntities()).isEqualTo(80);
    assertThat(one.getActivation().getEstimate()).isCloseTo(0.25, within(1e-12));
    assertThat(one.getOutcomeDifference().getEstimate()).isCloseTo(0.125, within(1e-12));
    assertThat(one.getEffect()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void anOutcomeThatBeginsInsideTheWindowIsNotRead() {
    ArmsAsInstrument one =
        new Analysis(
                new ReferenceFacts(List.of(), List.of(exposure("a", "x", DAY))),
                Clock.fixed(SmallExperiment.END, ZoneOffset.UTC))
            .run(
                SmallExperiment.trialWithOutcome(spec("b").setWithin("8d")),
                Optional.of(SmallExperiment.END.plus(SmallExperiment.WINDOW)))
            .getInstruments(0);

    assertThat(one.hasSet()).isFalse();
    assertThat(one.getNote()).contains("begins inside the experiment's window");
  }

  private static Map<String, ActivationAndOutcome> single(
      String prefix, int entities, int activated, int holds) {
    Map<String, ActivationAndOutcome> clusters = new TreeMap<>();
    for (int i = 0; i < entities; i++) {
      clusters.put(prefix + i, ActivationAndOutcome.of(i < activated, i < holds, 1));
    }
    return clusters;
  }
}
