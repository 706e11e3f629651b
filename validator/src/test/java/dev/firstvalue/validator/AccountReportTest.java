package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.CohortTimes;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.MethodUse;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RepeatRate;
import dev.firstvalue.validation.v1.RestrictedMean;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says of users who sit in accounts. */
final class AccountReportTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final PolicySpec POLICY =
      PolicySpec.newBuilder()
          .setSample(SamplePolicy.newBuilder().setEntities(50).setPerCell(5))
          .build();
  private static final Condition OPENED_AND_LESSON =
      Condition.newBuilder()
          .addAll(Condition.newBuilder().addEvent("opened"))
          .addAll(Condition.newBuilder().addEvent("lesson"))
          .build();

  /** 600 users; by tens of them all do the same. */
  private static SmallProduct product() {
    Map<String, Duration> lesson = Map.of("opened", DAY, "lesson", DAY);
    return new SmallProduct()
        .users(200, "free", lesson)
        .users(40, "pro", lesson)
        .users(60, "pro", Map.of("lesson", DAY, "lesson#2", DAY.multipliedBy(9)))
        .users(300, "free", Map.of("opened", DAY));
  }

  private static ValidationReport report(IntFunction<@Nullable String> account) {
    return report(account, SmallProduct.subjectInAccounts(POLICY, OPENED_AND_LESSON));
  }

  private static ValidationReport report(IntFunction<@Nullable String> account, Subject subject) {
    return report(product(), account, subject);
  }

  private static ValidationReport report(
      SmallProduct product, IntFunction<@Nullable String> account, Subject subject) {
    return new Backtest(
            new ReferenceFacts(product.eventsInAccounts(account), List.of()),
            Clock.fixed(SmallProduct.BEGIN.plus(DAY.multipliedBy(400)), ZoneOffset.UTC))
        .run(
            subject,
            new Scope(
                Optional.of(SmallProduct.BEGIN.plus(DAY.multipliedBy(60))),
                Optional.empty(),
                Optional.empty()));
  }

  private static double width(Interval interval) {
    return interval.getHigh() - interval.getLow();
  }

  @Test
  void tenWhoDoTheSameAreOneWhereverReachIsCounted() {
    ValidationReport report = report(user -> "a" + user / 10);
    ValidationReport strangers = report(user -> null);
    Reachability reach = report.getReachability();

    assertThat(reach.getClusters()).isEqualTo(60);
    assertThat(reach.getInterval().getMethod()).isEqualTo("WILSON_EFFECTIVE");
    assertThat(reach.getRate()).isEqualTo(strangers.getReachability().getRate());
    assertThat(width(reach.getInterval()) / width(strangers.getReachability().getInterval()))
        .isCloseTo(Math.sqrt(10), within(0.15));
    assertThat(report.getCohorts(0).getReachability()).isEqualTo(reach);
    assertThat(report.getFirstMinutes().getClusters()).isEqualTo(60);
    assertThat(report.getFunnel(2).getInterval()).isEqualTo(reach.getInterval());
    assertThat(report.getFunnel(0).getInterval().getMethod()).isEqualTo("WILSON");
    assertThat(report.getSegmentsList())
        .extracting(segment -> segment.getReachability().getClusters())
        .containsExactly(50, 10);
    assertThat(report.getMethodsList())
        .extracting(MethodUse::getMethod)
        .contains("WILSON_EFFECTIVE");
  }

  @Test
  void accountsOfOneUserChangeNothing() {
    ValidationReport alone = report(user -> "a" + user);
    ValidationReport none = report(user -> null);

    assertThat(alone.getReachability()).isEqualTo(none.getReachability());
    assertThat(alone.getReachability().hasClusters()).isFalse();
    assertThat(alone.getSegmentsList()).isEqualTo(none.getSegmentsList());
    assertThat(alone.getFunnelList()).isEqualTo(none.getFunnelList());
    assertThat(alone.getCohortsList()).isEqualTo(none.getCohortsList());
    assertThat(alone.getClausePrices().getClauses(0).getLiftChange().getInterval().getMethod())
        .isEqualTo("NORMAL");
  }

  @Test
  void ofOneAccountNothingIsDecided() {
    ValidationReport report = report(user -> "one");

    assertThat(report.getReachability().hasInterval()).isFalse();
    assertThat(report.getReachability().getClusters()).isEqualTo(1);
    assertThat(report.getVerdict().getSentence()).contains("40.0 % reach value within 7d");
    assertThat(report.getVerdict().getFindingsList())
        .anySatisfy(
            finding -> {
              assertThat(finding.getRule()).isEqualTo("sample-too-small");
              assertThat(finding.getMessage()).startsWith("one account holds all");
            });
  }

  @Test
  void clausesArePricedOverAccounts() {
    ClausePrice opened = report(user -> "a" + user / 10).getClausePrices().getClauses(0);
    ClausePrice strangers = report(user -> "a" + user).getClausePrices().getClauses(0);

    assertThat(opened.getReach().getInterval().getMethod()).isEqualTo("WILSON_EFFECTIVE");
    assertThat(opened.getReachChange().getInterval().getMethod()).isEqualTo("STUDENT_T");
    assertThat(opened.getLiftChange().getInterval().getMethod()).isEqualTo("STUDENT_T");
    assertThat(width(opened.getLiftChange().getInterval()))
        .isGreaterThan(1.5 * width(strangers.getLiftChange().getInterval()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutAnOutcomeClausesArePricedInReachAlone(boolean accounts) {
    ValidationReport report =
        report(
            user -> "a" + user / 10,
            SmallProduct.subjectWithoutOutcome(POLICY, OPENED_AND_LESSON, accounts));
    ClausePrice opened = report.getClausePrices().getClauses(0);

    assertThat(report.getClausePrices().getClausesCount()).isEqualTo(2);
    assertThat(opened.getReachChange().getEstimate()).isPositive();
    assertThat(opened.getReach().hasClusters()).isEqualTo(accounts);
    assertThat(opened.hasLift()).isFalse();
    assertThat(opened.hasLiftChange()).isFalse();
    assertThat(report.hasLift()).isFalse();
  }

  @Test
  void timesToValueAreOverAccountsToo() {
    TimeToValue times = report(user -> "a" + user / 10).getTimeToValue();
    TimeToValue strangers = report(user -> "a" + user).getTimeToValue();

    assertThat(times.getClusters()).isEqualTo(60);
    assertThat(times.getRates(0).getRate()).isEqualTo(strangers.getRates(0).getRate());
    assertThat(times.getRates(0).getInterval().getMethod())
        .isEqualTo("KAPLAN_MEIER_LOG_LOG_CLUSTERS");
    assertThat(width(times.getRates(0).getInterval()) / width(strangers.getRates(0).getInterval()))
        .isCloseTo(Math.sqrt(10), within(0.15));
    assertThat(seconds(times.getRestrictedMean()) / seconds(strangers.getRestrictedMean()))
        .isCloseTo(Math.sqrt(10), within(0.15));
    assertThat(times.getRestrictedMean().getMean())
        .isEqualTo(strangers.getRestrictedMean().getMean());
    TimePoint last = times.getCurve(times.getCurveCount() - 1);
    assertThat(last.getHigh() - last.getLow())
        .isCloseTo(width(times.getRates(0).getInterval()), within(1e-12));
    assertThat(strangers.hasClusters()).isFalse();
    assertThat(strangers).isEqualTo(report(user -> null).getTimeToValue());
  }

  /** By tens all take as long, later weeks a little longer. */
  @Test
  void weeksOfTimesAreComparedOverAccounts() {
    SmallProduct product = new SmallProduct();
    for (int ten = 0; ten < 48; ten++) {
      Duration hours = Duration.ofHours(10 + ten * 29 % 100 + ten);
      Map<String, Duration> does = ten % 5 == 0 ? Map.of() : Map.of("lesson", hours);
      product.users(10, "free", DAY.multipliedBy(7L * (ten / 12)), does);
    }
    Subject lessons = SmallProduct.subjectInAccounts(POLICY);
    CohortTimes weeks =
        report(product, user -> "a" + user / 10, lessons).getTimeToValue().getByCohort();
    CohortTimes strangers =
        report(product, user -> "a" + user, lessons).getTimeToValue().getByCohort();

    assertThat(weeks.getClusters()).isEqualTo(48);
    assertThat(weeks.getDegreesOfFreedom()).isEqualTo(3);
    assertThat(strangers.getPValue()).isLessThan(0.001);
    assertThat(weeks.getPValue()).isGreaterThan(0.05);
    assertThat(weeks.getLaterLessEarlier().getMean())
        .isEqualTo(strangers.getLaterLessEarlier().getMean());
    assertThat(seconds(weeks.getLaterLessEarlier()) / seconds(strangers.getLaterLessEarlier()))
        .isCloseTo(Math.sqrt(10), within(0.15));
    assertThat(strangers)
        .isEqualTo(report(product, user -> null, lessons).getTimeToValue().getByCohort());
  }

  @Test
  void whoComesBackIsCountedOverAccountsToo() {
    Subject lessons = SmallProduct.subjectInAccounts(POLICY);
    List<RepeatRate> rates = report(user -> "a" + user / 10, lessons).getRepeatsList();
    List<RepeatRate> strangers = report(user -> "a" + user, lessons).getRepeatsList();

    assertThat(rates)
        .extracting(RepeatRate::getReached, RepeatRate::getAgain, RepeatRate::getClusters)
        .containsExactly(tuple(300, 0, 30), tuple(300, 60, 30));
    assertThat(width(rates.getLast().getInterval()) / width(strangers.getLast().getInterval()))
        .isCloseTo(Math.sqrt(10), within(0.3));
    assertThat(strangers).noneMatch(RepeatRate::hasClusters);
    assertThat(strangers).isEqualTo(report(user -> null, lessons).getRepeatsList());
  }

  @Test
  void ofFewAccountsTimesHaveNoInterval() {
    TimeToValue times = report(user -> "a" + user / 40).getTimeToValue();

    assertThat(times.getNote()).isEqualTo("Too few accounts for an interval: 15");
    assertThat(times.getRates(0).hasInterval()).isFalse();
    assertThat(times.getRestrictedMean().hasInterval()).isFalse();
    assertThat(times.getCurveList()).noneMatch(TimePoint::hasLow);
  }

  private static double seconds(RestrictedMean mean) {
    return Durations.toNanos(mean.getInterval().getHigh()) / 1e9
        - Durations.toNanos(mean.getInterval().getLow()) / 1e9;
  }
}
