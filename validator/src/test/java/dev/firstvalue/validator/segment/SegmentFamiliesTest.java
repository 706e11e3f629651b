package dev.firstvalue.validator.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.SegmentConsistency;
import dev.firstvalue.validation.v1.SegmentFamily;
import dev.firstvalue.validation.v1.SegmentMix;
import dev.firstvalue.validator.account.OneDifference;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.verdict.Finding;
import dev.firstvalue.validator.verdict.SegmentRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SegmentFamiliesTest {
  private static final Estimates ESTIMATES = new Estimates(0.95);

  private static Segment value(String value, int a, int b, int c, int d) {
    LiftTable table =
        LiftTable.newBuilder()
            .setReachedRetained(a)
            .setReachedLost(b)
            .setOtherRetained(c)
            .setOtherLost(d)
            .build();
    return Segment.newBuilder()
        .setName("start.properties.plan")
        .setValue(value)
        .setReachability(Reachability.newBuilder().setReached(a + b).setEligible(a + b + c + d))
        .setTable(table)
        .setDifference(ESTIMATES.difference(table))
        .build();
  }

  private static SegmentFamilies.Compared compare(Segment... values) {
    return new SegmentFamilies(ESTIMATES)
        .compare(
            "start.properties.plan",
            Stream.of(values)
                .map(value -> new SegmentFamilies.Value(value, Optional.empty()))
                .toList());
  }

  /** Of every ten who do the same. */
  private static TwoArms tens(int a, int b, int c, int d) {
    TwoArms arms = new TwoArms();
    int[] cells = {a, b, c, d};
    for (int cell = 0; cell < cells.length; cell++) {
      for (int ten = 0; ten < cells[cell] / 10; ten++) {
        arms.add(cell + "/" + ten, cell < 2, cell % 2 == 0, 10);
      }
    }
    return arms;
  }

  @Test
  void tenOfAnAccountWhoDoTheSameTellAsMuchAsOne() {
    Segment row = value("a", 200, 100, 150, 150);
    SegmentFamilies.Value strangers = new SegmentFamilies.Value(row, Optional.empty());
    SegmentFamilies.Value together =
        new SegmentFamilies.Value(row, Optional.of(tens(200, 100, 150, 150)));

    assertThat(together.variance() / strangers.variance()).isCloseTo(10, within(0.5));
    assertThat(strangers.pValue()).isLessThan(0.0001);
    assertThat(together.pValue()).isBetween(0.15, 0.25);
  }

  /** Two values of the same accounts, and one of users without any. */
  @Test
  void whetherLiftIsOneTakesItThatAccountsAreInSeveralValues() {
    TwoArms a = tens(200, 100, 150, 150);
    TwoArms b = tens(150, 150, 150, 150);
    SegmentFamilies.Value one =
        new SegmentFamilies.Value(value("a", 200, 100, 150, 150), Optional.of(a));
    SegmentFamilies.Value two =
        new SegmentFamilies.Value(value("b", 150, 150, 150, 150), Optional.of(b));
    SegmentFamilies.Value alone =
        new SegmentFamilies.Value(value("c", 60, 40, 50, 50), Optional.empty());
    SegmentFamily family =
        new SegmentFamilies(ESTIMATES).compare("plan", List.of(one, two, alone)).family();
    var test = OneDifference.of(List.of(a, b, alone.arms())).orElseThrow();

    assertThat(family.getQ()).isEqualTo(test.wald());
    assertThat(family.getPValue()).isEqualTo(test.pValue().value());
    assertThat(family.getISquared()).isCloseTo(Math.max(0, 1 - 2 / family.getQ()), within(1e-12));
  }

  @Test
  void theCrudeLiftIsTheOneWithinPlusTheMix() {
    SegmentMix mix =
        compare(value("a", 90, 10, 750, 150), value("b", 270, 630, 20, 80)).family().getMix();

    assertThat(mix.getMixEffect()).isCloseTo(mix.getCrude() - mix.getStandardised(), within(1e-12));
    double crude = 360.0 / 1000 - 770.0 / 1000;
    double v = 0.5;
    double byHand =
        (100.0 / 1000 - v) * 0.9
            + (900.0 / 1000 - v) * 0.3
            - ((900.0 / 1000 - v) * 750 / 900 + (100.0 / 1000 - v) * 0.2);
    assertThat(mix.getCrude()).isCloseTo(crude, within(1e-12));
    assertThat(mix.getMixEffect()).isCloseTo(byHand, within(1e-12));
  }

  @Test
  void aLiftThatPointsTheOtherWayWithinEveryValueIsAnAlarm() {
    SegmentFamily simpson =
        compare(value("a", 90, 10, 750, 150), value("b", 270, 630, 20, 80)).family();
    SegmentFamily plain = compare(value("a", 90, 10, 60, 40), value("b", 80, 20, 50, 50)).family();

    assertThat(simpson.getMix().getReversed()).isTrue();
    assertThat(plain.getMix().getReversed()).isFalse();
    assertThat(SegmentRules.judge(List.of(simpson)))
        .extracting(Finding::rule)
        .containsExactly("lift-reversed");
    assertThat(SegmentRules.judge(List.of(plain))).isEmpty();
  }

  @Test
  void liftIsOneWhereItIsShownInMostAndBelowZeroInNone() {
    assertThat(
            compare(value("a", 90, 10, 60, 40), value("b", 80, 20, 50, 50))
                .family()
                .getConsistency())
        .isEqualTo(SegmentConsistency.SEGMENT_CONSISTENCY_CONSISTENT);
    assertThat(
            compare(value("a", 90, 10, 60, 40), value("b", 51, 49, 50, 50))
                .family()
                .getConsistency())
        .isEqualTo(SegmentConsistency.SEGMENT_CONSISTENCY_UNDECIDED);
    assertThat(
            compare(value("a", 90, 10, 60, 40), value("b", 20, 80, 60, 40))
                .family()
                .getConsistency())
        .isEqualTo(SegmentConsistency.SEGMENT_CONSISTENCY_INCONSISTENT);
  }

  @Test
  void lowerLimitsAreAdjustedForTheNumberOfValues() {
    Segment[] values = new Segment[10];
    for (int i = 0; i < values.length; i++) {
      values[i] = value("v" + i, 60, 40, 46, 54);
    }
    assertThat(ESTIMATES.difference(values[0].getTable()).getInterval().getLow()).isPositive();

    assertThat(compare(values).family().getConsistency())
        .isEqualTo(SegmentConsistency.SEGMENT_CONSISTENCY_UNDECIDED);
    assertThat(compare(values).values().getFirst().getAdjustedPValue()).isGreaterThan(0.05);
  }

  @Test
  void liftsAreDrawnToTheirMeanAndSmallValuesMost() {
    List<Segment> drawn =
        compare(
                value("large", 900, 100, 500, 500),
                value("middle", 300, 200, 250, 250),
                value("small", 20, 5, 3, 22))
            .values();

    assertThat(moved(drawn.get(2))).isGreaterThan(5 * moved(drawn.get(0))).isPositive();
    assertThat(drawn.get(2).getShrunken()).isBetween(0.4, 0.68);
  }

  private static double moved(Segment value) {
    return Math.abs(value.getDifference().getEstimate() - value.getShrunken());
  }

  @Test
  void aValueThatIsTooSmallIsCountedAndNotCompared() {
    Segment small = value("small", 2, 1, 1, 2).toBuilder().clearDifference().build();

    SegmentFamilies.Compared compared = compare(value("a", 90, 10, 60, 40), small);

    assertThat(compared.family().getCompared()).isEqualTo(1);
    assertThat(compared.family().getTooFew()).isEqualTo(1);
    assertThat(compared.family().hasQ()).isFalse();
    assertThat(compared.family().getConsistency())
        .isEqualTo(SegmentConsistency.SEGMENT_CONSISTENCY_UNDECIDED);
    assertThat(compared.values().get(1).hasAdjustedPValue()).isFalse();
  }

  @Test
  void aValueThatLostNobodyIsLeftOutOfTheHeterogeneity() {
    SegmentFamily family = compare(value("all", 30, 0, 30, 0), value("b", 80, 20, 50, 50)).family();

    assertThat(family.getCompared()).isEqualTo(2);
    assertThat(family.hasQ()).isFalse();
  }
}
