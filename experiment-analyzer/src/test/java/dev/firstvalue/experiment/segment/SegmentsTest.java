package dev.firstvalue.experiment.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.experiment.adjustment.Covariates.Stratum;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Activated;
import dev.firstvalue.experiment.v1.SegmentEffect;
import dev.firstvalue.experiment.v1.SegmentEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The effect by segment; figures of R 4.2.2 on the same counts. */
public final class SegmentsTest {
  private static final Arms ARMS =
      new Arms(
          List.of(
              Arm.newBuilder().setName("a").setWeight(1).setControl(true).build(),
              Arm.newBuilder().setName("b").setWeight(1).build()));
  private static final Offset<Double> CLOSE = within(1e-12);

  /** Three plans of which one gains, one is even and one loses. */
  public static List<Stratum> threePlans() {
    return List.of(
        stratum("pro", 60, 100, 40, 100),
        stratum("basic", 45, 150, 50, 140),
        stratum("free", 12, 120, 20, 110));
  }

  static Stratum stratum(String value, long active, long entities, long active0, long entities0) {
    return new Stratum(
        List.of(value),
        Map.of("b", activated(active, entities), "a", activated(active0, entities0)));
  }

  private static Activated activated(long active, long entities) {
    Activated all = new Activated(false);
    all.add("", true, active);
    all.add("", false, entities - active);
    return all;
  }

  private static SegmentEffects read(List<Stratum> strata, boolean readable) {
    return new Segments(
            ARMS, new Inference(0.05, false, Correction.CORRECTION_HOLM), false, readable)
        .of(List.of("start.properties.plan"), strata)
        .getFirst();
  }

  private static SegmentEffect segment(SegmentEffects all, String value) {
    return all.getSegmentsList().stream()
        .filter(one -> one.getValue().equals(value))
        .findFirst()
        .orElseThrow();
  }

  /** Q by its definition, {@code pchisq}, {@code prop.test(correct = FALSE)}, {@code p.adjust}. */
  @Test
  void theTestAndTheEffectsAreThoseOfR() {
    SegmentEffects all = read(threePlans(), true);

    assertThat(all.getStatistic()).isCloseTo(12.337356985016037, CLOSE);
    assertThat(all.getPValue()).isCloseTo(0.0020940014114104, CLOSE);
    assertThat(segment(all, "pro").getShrunken()).isCloseTo(0.157277091473036, CLOSE);
    assertThat(segment(all, "free").getShrunken()).isCloseTo(-0.070842605960640, CLOSE);
    assertThat(segment(all, "pro").getAdjustedPValue()).isCloseTo(0.0140332049431, within(1e-10));
    assertThat(segment(all, "free").getAdjustedPValue()).isCloseTo(0.1099423867072, within(1e-10));
  }

  @Test
  void segmentsAreClaimedOnlyWhenTheTestSaysSoAndThePlanLetsItBeRead() {
    assertThat(read(threePlans(), true).getClaimed()).isTrue();
    assertThat(read(threePlans(), true).getSentence()).contains("+15.7 points in pro");
    assertThat(read(threePlans(), false).getClaimed()).isFalse();
    assertThat(read(threePlans(), false).getSentence()).contains("nothing be concluded yet");
  }

  /** The first segment's own p is below 0.05; that the segments differ is not shown by it. */
  @Test
  void aSegmentThatWinsAloneIsNoEvidenceThatSegmentsDiffer() {
    SegmentEffects all =
        read(List.of(stratum("pro", 60, 100, 45, 100), stratum("basic", 55, 100, 45, 100)), true);

    assertThat(segment(all, "pro").getPValue()).isLessThan(0.05);
    assertThat(all.getClaimed()).isFalse();
    assertThat(all.getSentence()).startsWith("no evidence that segments differ");
  }

  @Test
  void smallSegmentsAreTakenTogether() {
    List<Stratum> strata = new ArrayList<>(threePlans());
    strata.add(stratum("trial", 1, 6, 0, 5));
    strata.add(stratum("partner", 2, 7, 3, 8));
    SegmentEffects all = read(strata, true);

    assertThat(all.getSegmentsList()).extracting(SegmentEffect::getValue).endsWith("(others)");
    assertThat(segment(all, "(others)").getValues()).isEqualTo(2);
    assertThat(segment(all, "(others)").hasPValue()).isFalse();
    assertThat(all.getDegreesOfFreedom()).isEqualTo(2);
  }

  @Test
  void ofOneSegmentNothingIsSaid() {
    SegmentEffects all = read(List.of(stratum("pro", 60, 100, 40, 100)), true);

    assertThat(all.hasPValue()).isFalse();
    assertThat(all.getSentence()).startsWith("nothing can be said");
  }

  /** Each entity a cluster of its own: nearly the Q of entities, and never with a smaller p. */
  @Test
  void byClusterTheTestIsWaldsOverSharedClusters() {
    List<Stratum> strata = new ArrayList<>();
    for (String value : List.of("pro", "basic")) {
      Activated arm = new Activated(true);
      Activated control = new Activated(true);
      for (int i = 0; i < 60; i++) {
        arm.add("b" + i, i < (value.equals("pro") ? 40 : 20), 1);
        control.add("a" + i, i < 20, 1);
      }
      strata.add(new Stratum(List.of(value), Map.of("b", arm, "a", control)));
    }
    SegmentEffects all =
        new Segments(ARMS, new Inference(0.05, false, Correction.CORRECTION_HOLM), true, true)
            .of(List.of("start.properties.plan"), strata)
            .getFirst();

    assertThat(all.getMethod()).isEqualTo("CLUSTERED_WALD_F");
    assertThat(all.getDenominatorDegreesOfFreedom()).isEqualTo(119);
    // Accounts have the same members in both segments, so that the difference is surer than if
    // they were strangers: 1/3 over the root of the mean square of within-account differences.
    double squares = (20 * Math.pow(2 / 3.0, 2) + 40 * Math.pow(1 / 3.0, 2)) / 3600;
    assertThat(all.getStatistic()).isCloseTo(1 / 9.0 / (squares * 120 / 119), within(1e-9));
  }
}
