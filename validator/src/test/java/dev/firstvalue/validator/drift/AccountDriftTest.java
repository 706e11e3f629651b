package dev.firstvalue.validator.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.MixShift;
import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.SmallProduct;
import dev.firstvalue.validator.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where many of an account do the same, and users are counted. */
final class AccountDriftTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-09-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Scope SCOPE =
      new Scope(
          Optional.of(Weeks.begin(Cohorts.BEGIN.plusWeeks(30)).plus(Duration.ofDays(30))),
          Optional.empty(),
          Optional.empty());
  private static final int RECENT = 18;

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void whereTwentyOfAnAccountDoTheSameChanceMovesTheLiftMore() {
    Cohorts product = new Cohorts().accountsOf(20);
    for (int w = 0; w <= 33; w++) {
      long stay = w < RECENT ? 130 : 115;
      product.week(w, "free", 500, 200, stay, 90);
    }
    RevalidationReport strangers = amongStrangers(product);
    RevalidationReport accounts = overAccounts(product);
    Interval alone = strangers.getLiftChange().getDifference().getInterval();
    Interval together = accounts.getLiftChange().getDifference().getInterval();

    assertThat(failing(strangers)).contains("lift-changed");
    assertThat(failing(accounts)).doesNotContain("lift-changed");
    assertThat(accounts.getLiftChange().getDifference().getEstimate())
        .isEqualTo(strangers.getLiftChange().getDifference().getEstimate());
    assertThat((together.getHigh() - together.getLow()) / (alone.getHigh() - alone.getLow()))
        .isCloseTo(Math.sqrt(20), within(0.2));
    assertThat(together.getMethod()).isEqualTo("STUDENT_T");
    assertThat(accounts.getLiftChange().getClusters()).isGreaterThan(700);
    assertThat(accounts.getReference().getLift().getInterval().getMethod()).isEqualTo("STUDENT_T");
  }

  /** Accounts of 20 who all do the same, of a product that stays as it is. */
  @Test
  void chanceAmongWholeAccountsRaisesNoMoreAlarmsThanAmongStrangers() {
    int strangers = 0;
    int accounts = 0;
    for (int run = 0; run < 12; run++) {
      Cohorts product = new Cohorts().accountsOf(20);
      for (int w = 0; w <= 33; w++) {
        long reached = Cohorts.binomial(random, 25, 0.4);
        product.week(w, "free", 500, 20 * reached, 12 * reached, 150);
      }
      RevalidationReport report = overAccounts(product);
      strangers += failing(amongStrangers(product)).contains("reach-drifted") ? 1 : 0;
      accounts += failing(report).contains("reach-drifted") ? 1 : 0;
      assertThat(report.getCusums(0).getDesignEffect()).isBetween(14.0, 22.0);
      assertThat(report.getReference().getReachability().getInterval().getMethod())
          .isEqualTo("WILSON_EFFECTIVE");
    }

    assertThat(strangers).isGreaterThanOrEqualTo(10);
    assertThat(accounts).isLessThanOrEqualTo(3);
  }

  @Test
  void aDropInReachOfManyAccountsIsFoundStill() {
    Cohorts product = new Cohorts().accountsOf(20);
    for (int w = 0; w <= 33; w++) {
      long reached = Cohorts.binomial(random, 100, w < 22 ? 0.4 : 0.2);
      product.week(w, "free", 2_000, 20 * reached, 12 * reached, 600);
    }
    RevalidationReport report = overAccounts(product);

    assertThat(failing(report)).contains("reach-drifted");
  }

  /** Accounts of 20 who are all of one plan, of a product that stays as it is. */
  @Test
  void chanceAmongWholeAccountsShiftsNoMix() {
    int strangers = 0;
    int accounts = 0;
    for (int run = 0; run < 6; run++) {
      Cohorts product = new Cohorts().accountsOf(20);
      for (int w = 0; w <= 33; w++) {
        long free = 20 * Cohorts.binomial(random, 25, 0.5);
        product.week(w, "free", 500 - free, (500 - free) / 2, 0, 0);
        product.week(w, "pro", free, free / 2, 0, 0);
      }
      MixShift alone = amongStrangers(product).getMixes(0);
      MixShift together = overAccounts(product).getMixes(0);
      strangers += alone.getIndex() > alone.getLine() ? 1 : 0;
      accounts += together.getIndex() > together.getLine() ? 1 : 0;
      assertThat(together.getIndex()).isEqualTo(alone.getIndex());
      assertThat(together.getLine() / alone.getLine()).isBetween(14.0, 25.0);
    }

    assertThat(strangers).isGreaterThanOrEqualTo(3);
    assertThat(accounts).isLessThanOrEqualTo(2);
  }

  @Test
  void ofFewAccountsAShiftIsNoMoreThanAWarning() {
    RevalidationReport report =
        overAccounts(
            new Cohorts()
                .accountsOf(100_000)
                .week(2, "free", 3_000, 1_500, 900, 300)
                .week(28, "free", 1_000, 500, 300, 100)
                .week(28, "pro", 3_000, 1_500, 900, 300));

    assertThat(report.getMixes(0).hasLine()).isFalse();
    assertThat(report.getChecksList())
        .filteredOn(check -> check.getRule().equals("mix-shifted"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.getSeverity()).isEqualTo(VerdictOutcome.VERDICT_OUTCOME_WARN);
              assertThat(check.getMessage()).contains("too few accounts", " went from ");
            });
  }

  private static RevalidationReport overAccounts(Cohorts product) {
    return report(product, SmallProduct.subjectInAccounts(PolicySpec.getDefaultInstance()));
  }

  private static RevalidationReport amongStrangers(Cohorts product) {
    return report(product, SmallProduct.subject(PolicySpec.getDefaultInstance()));
  }

  private static RevalidationReport report(Cohorts product, Subject subject) {
    return new Revalidation(product, CLOCK).run(subject, SCOPE, new Reference.AllButNewest());
  }

  private static List<String> failing(RevalidationReport report) {
    return report.getChecksList().stream()
        .filter(check -> check.getSeverity() == VerdictOutcome.VERDICT_OUTCOME_FAIL)
        .map(DriftCheck::getRule)
        .toList();
  }
}
