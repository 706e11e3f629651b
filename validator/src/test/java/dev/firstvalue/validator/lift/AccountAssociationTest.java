package dev.firstvalue.validator.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * 200 people in 40 accounts, made by a rule. Where a regression stands behind an estimate the
 * oracle is R 4.2.2 with sandwich 3.0.2: {@code vcovCL(model, cluster = account, type = "HC1")} and
 * {@code qt(0.975, 39)}, model being {@code glm(R ~ A, binomial)}, {@code glm(A ~ R, binomial)} or
 * {@code glm(R ~ A, poisson)}, of the change {@code lm(R ~ A * P)}; where there is none, leaving
 * one account out at a time.
 */
class AccountAssociationTest {
  private static final int ACCOUNTS = 40;

  /** qt(0.975, 39). */
  private static final double T_39 = 2.022690920036762;

  private record Person(int account, boolean reached, boolean retained, boolean later) {}

  private static List<Person> people() {
    List<Person> people = new ArrayList<>();
    for (int account = 1; account <= ACCOUNTS; account++) {
      for (int i = 1; i <= 1 + account * 7 % 9; i++) {
        int reached = (account * 5 + i * 3) % 7 < 3 ? 1 : 0;
        boolean retained = (account * 3 + i * i + 4 * reached) % 11 < 3 + account % 4 + 2 * reached;
        boolean later = (people.size() + 1) * 7 % 5 < 2;
        people.add(new Person(account, reached == 1, retained, later));
      }
    }
    return people;
  }

  private static TwoArms arms(List<Person> people) {
    TwoArms arms = new TwoArms();
    people.forEach(one -> arms.add("a" + one.account(), one.reached(), one.retained(), 1));
    return arms;
  }

  private static Lift lift(TwoArms arms) {
    FourfoldTable table = arms.table();
    Lift.Builder lift =
        Lift.newBuilder()
            .setTable(
                LiftTable.newBuilder()
                    .setReachedRetained((int) table.markedPositive())
                    .setReachedLost((int) table.markedNegative())
                    .setOtherRetained((int) table.otherPositive())
                    .setOtherLost((int) table.otherNegative()));
    lift.setRatio(new Estimates(0.95).ratio(lift.getTable()));
    Association.add(lift, 0.95);
    new AccountAssociation(arms, 0.95).correct(lift);
    return lift.build();
  }

  private static void limits(Estimate estimate, double low, double high) {
    assertThat(estimate.getInterval().getMethod()).isEqualTo("STUDENT_T");
    assertThat(estimate.getInterval().getLow()).isCloseTo(low, within(1e-9));
    assertThat(estimate.getInterval().getHigh()).isCloseTo(high, within(1e-9));
  }

  @Test
  void limitsOverAccountsAreThoseOfRegressionsWithClusteredErrors() {
    Lift lift = lift(arms(people()));

    limits(lift.getPositivePredictiveValue(), 0.597211074191, 0.800614295027);
    limits(lift.getNegativePredictiveValue(), 0.455053859199, 0.678176675779);
    limits(lift.getSensitivity(), 0.478849183569, 0.627793133833);
    limits(lift.getSpecificity(), 0.633729972734, 0.796209652662);
    limits(lift.getOddsRatio(), 1.679977092936, 6.236068052713);
    limits(lift.getRatio(), 1.232342565741, 2.209779094599);
  }

  @Test
  void errorsOfPhiAndHeadroomAreThoseOfLeavingOneAccountOut() {
    Lift lift = lift(arms(people()));
    double phi =
        (atanh(lift.getPhi().getInterval().getHigh()) - atanh(lift.getPhi().getInterval().getLow()))
            / (2 * T_39);
    double headroom =
        (lift.getHeadroom().getInterval().getHigh() - lift.getHeadroom().getInterval().getLow())
            / (2 * T_39);

    assertThat(phi)
        .isCloseTo(leftOut(table -> atanh(table.phi().orElseThrow())), withinPercentage(4));
    assertThat(headroom)
        .isCloseTo(leftOut(table -> table.headroom().orElseThrow()), withinPercentage(4));
  }

  /** The jackknife error of an estimate over accounts. */
  private static double leftOut(ToDoubleFunction<FourfoldTable> estimate) {
    double[] values = new double[ACCOUNTS];
    double mean = 0;
    for (int account = 1; account <= ACCOUNTS; account++) {
      int left = account;
      values[account - 1] =
          estimate.applyAsDouble(
              arms(people().stream().filter(one -> one.account() != left).toList()).table());
      mean += values[account - 1] / ACCOUNTS;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares * (ACCOUNTS - 1) / ACCOUNTS);
  }

  private static double atanh(double value) {
    return 0.5 * Math.log((1 + value) / (1 - value));
  }

  @Test
  void aChangeBetweenPeriodsCountsAnAccountOnceThatIsInBoth() {
    List<Person> all = people();
    TwoArms before = arms(all.stream().filter(one -> !one.later()).toList());
    TwoArms after = arms(all.stream().filter(Person::later).toList());

    ClusterInfluence error = after.errorOfChangeFrom(before).orElseThrow();

    assertThat(error.clusters()).isEqualTo(ACCOUNTS);
    assertThat(error.standardError()).isCloseTo(0.159312200142, within(1e-9));
  }

  @Test
  void withTooFewAccountsThereAreNoLimits() {
    Lift lift = lift(arms(people().stream().filter(one -> one.account() < 15).toList()));

    assertThat(lift.getPhi().hasEstimate()).isTrue();
    assertThat(lift.getPhi().hasInterval()).isFalse();
    assertThat(lift.getPhi().getNote()).startsWith("too few independent accounts");
  }
}
