package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.RepeatRate;
import dev.firstvalue.validation.v1.TimeBin;
import dev.firstvalue.validation.v1.TimeRate;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimeToValueTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final PolicySpec TEN_SUFFICE =
      PolicySpec.newBuilder().setSample(SamplePolicy.newBuilder().setPerCell(10)).build();

  private static ValidationReport report(SmallProduct product, int day) {
    return new Backtest(
            new ReferenceFacts(product.events(), List.of()),
            Clock.fixed(SmallProduct.BEGIN.plus(DAY.multipliedBy(400)), ZoneOffset.UTC))
        .run(
            SmallProduct.subject(TEN_SUFFICE),
            new Scope(
                Optional.of(SmallProduct.BEGIN.plus(DAY.multipliedBy(day))),
                Optional.empty(),
                Optional.empty()));
  }

  /** In the first hours of day 2 and of day 3; the rest never. */
  private static SmallProduct hundred() {
    return new SmallProduct()
        .users(30, "free", Map.of("lesson", Duration.ofHours(49)))
        .users(10, "free", Map.of("lesson", Duration.ofHours(73)))
        .users(60, "free", Map.of());
  }

  @Test
  void withoutCensoringMeanAndRateAreThoseOfTheLog() {
    TimeToValue times = report(hundred(), 30).getTimeToValue();

    double hours = (30 * 49 + 10 * 73 + 60 * 168) / 100.0;
    assertThat(times.getRestrictedMean().getMean().getSeconds())
        .isCloseTo((long) (hours * 3600), within(1L));
    assertThat(times.getRestrictedMean().getHorizon().getSeconds()).isEqualTo(7 * 86_400);
    assertThat(times.getRatesList()).extracting(TimeRate::getRate).containsExactly(0.4);
    assertThat(times.hasMedian()).isFalse();
  }

  @Test
  void ratesAndMeanGoAsFarAsAnyoneWasWatched() {
    TimeToValue times = report(hundred(), 4).getTimeToValue();

    assertThat(times.getRatesList()).isEmpty();
    assertThat(times.getRestrictedMean().getHorizon().getSeconds()).isEqualTo(4 * 86_400);
    assertThat(times.getHistogramList()).isEmpty();
  }

  @Test
  void theHistogramHoldsEveryoneWhoWasWatchedAndReachedValue() {
    List<TimeBin> bins = report(hundred(), 30).getTimeToValue().getHistogramList();

    assertThat(bins).hasSize(28).extracting(bin -> bin.getFrom().getSeconds()).contains(172_800L);
    assertThat(bins)
        .filteredOn(bin -> bin.getReached() > 0)
        .extracting(TimeBin::getReached)
        .containsExactly(30, 10);
    assertThat(bins.getLast().getTo().getSeconds()).isEqualTo(7 * 86_400);
  }

  @Test
  void weeksAreComparedAndTheDirectionIsThatOfTheLaterOnes() {
    SmallProduct product = new SmallProduct();
    for (int week = 0; week < 4; week++) {
      Duration later = DAY.multipliedBy(7L * week);
      Duration reached = Duration.ofHours(week < 2 ? 100 : 20);
      product
          .users(12, "free", later, Map.of("lesson", reached))
          .users(4, "free", later, Map.of("lesson", reached.plusHours(10)))
          .users(4, "free", later, Map.of());
    }
    product.users(3, "free", DAY.multipliedBy(28), Map.of());
    ValidationReport report = report(product, 80);
    TimeToValue times = report.getTimeToValue();

    assertThat(times.getByCohort().getCohorts()).isEqualTo(4);
    assertThat(times.getByCohort().getDegreesOfFreedom()).isEqualTo(3);
    assertThat(times.getByCohort().getPValue()).isLessThan(0.01);
    assertThat(times.getByCohort().getLaterFrom()).isEqualTo("2026-01-19");
    assertThat(times.getByCohort().getLaterLessEarlier().getMean().getSeconds())
        .isEqualTo(-80 * 3600 * 16 / 20);
    assertThat(report.getCohortsList())
        .extracting(week -> week.getMedian().getSeconds() / 3600)
        .containsExactly(100L, 100L, 20L, 20L, 0L);
    assertThat(report.getCohortsList())
        .extracting(CohortWeek::getMedianTooFew)
        .containsExactly(false, false, false, false, true);
    assertThat(report.getCohorts(4).getReachability().hasRate()).isFalse();
  }

  @Test
  void whoReachedValueAndCameBackToItIsCountedOverThoseKnownForLongEnough() {
    Duration first = DAY.multipliedBy(2);
    SmallProduct product =
        new SmallProduct()
            .users(
                6, "free", Map.of("lesson", first, "lesson#again", first.plus(DAY.multipliedBy(7))))
            .users(
                4,
                "free",
                Map.of(
                    "lesson",
                    first,
                    "lesson#again",
                    first.plus(DAY.multipliedBy(7)).plusSeconds(1)))
            .users(10, "free", Map.of("lesson", first))
            .users(20, "free", Map.of("opened", first))
            .users(
                5,
                "free",
                DAY.multipliedBy(20),
                Map.of("lesson", first, "lesson#2", first.plus(DAY)));

    List<RepeatRate> early = report(product, 40).getRepeatsList();
    List<RepeatRate> late = report(product, 60).getRepeatsList();

    // Within seven days means until seven days behind the first time, the instant itself inside.
    assertThat(early.getFirst().getReached()).isEqualTo(25);
    assertThat(early.getFirst().getAgain()).isEqualTo(11);
    assertThat(early.getFirst().getRate()).isEqualTo(11 / 25.0);
    assertThat(early.getFirst().getInterval().getMethod()).isEqualTo("WILSON");
    assertThat(early.getLast().getReached()).isEqualTo(20);
    assertThat(early.getLast().getAgain()).isEqualTo(10);
    assertThat(late.getLast().getReached()).isEqualTo(25);
    assertThat(late.getLast().getAgain()).isEqualTo(15);
    assertThat(report(product, 10).getRepeatsList()).isEmpty();
  }

  @Test
  void ofFewPeopleNoShareComesBack() {
    Duration first = Duration.ofHours(30);
    SmallProduct product =
        new SmallProduct()
            .users(9, "free", Map.of("lesson", first, "lesson#2", first.plus(DAY)))
            .users(20, "free", Map.of());

    RepeatRate rate = report(product, 60).getRepeats(0);

    assertThat(rate.getReached()).isEqualTo(9);
    assertThat(rate.getAgain()).isEqualTo(9);
    assertThat(rate.hasRate()).as("the policy wants ten").isFalse();
    assertThat(rate.hasInterval()).isFalse();
  }

  @Test
  void whereNobodyReachedValueTheMeanHasNoInterval() {
    TimeToValue times = report(new SmallProduct().users(20, "free", Map.of()), 60).getTimeToValue();

    assertThat(times.getRestrictedMean().hasMean()).isTrue();
    assertThat(times.getRestrictedMean().hasInterval()).isFalse();
  }
}
