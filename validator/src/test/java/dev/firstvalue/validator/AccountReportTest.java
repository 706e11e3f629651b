package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.MethodUse;
import dev.firstvalue.validation.v1.Reachability;
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
    return new Backtest(
            new ReferenceFacts(product().eventsInAccounts(account), List.of()),
            Clock.fixed(SmallProduct.BEGIN.plus(DAY.multipliedBy(400)), ZoneOffset.UTC))
        .run(
            SmallProduct.subjectInAccounts(POLICY, OPENED_AND_LESSON),
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
}
