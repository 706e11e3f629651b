package dev.firstvalue.validator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows of a bridge between versions that judge users who sit in accounts. */
final class AccountRowsTest {
  private static final double LEVEL = 0.95;

  private static final Rows ROWS = new Rows(LEVEL, 5);

  /** Who reaches value by the older, by the newer; half of the accounts are of one mind. */
  private static Group draw(SplittableRandom random, int accounts, boolean named) {
    Group group = new Group();
    for (int account = 0; account < accounts; account++) {
      boolean oneMind = random.nextBoolean();
      Cell all = cell(random);
      for (int person = 0; person < 8; person++) {
        group.add(named ? "a" + account : null, oneMind ? all : cell(random));
      }
    }
    return group;
  }

  /** 0.3 reach value by both, 0.1 by the older alone, 0.2 by the newer alone. */
  private static Cell cell(SplittableRandom random) {
    double u = random.nextDouble();
    boolean from = u < 0.4;
    return new Cell(from, u < 0.3 || (u >= 0.4 && u < 0.6), random.nextBoolean());
  }

  private static double width(Interval interval) {
    return interval.getHigh() - interval.getLow();
  }

  @Test
  void withAccountsOfOneTheVarianceOfTheFactorIsThatOfMarks() {
    Group group = draw(new SplittableRandom(3), 50, false);
    AccountFactor factor = AccountFactor.of(group.all(), group.clusters()).orElseThrow();
    var alone = group.all().marks().bridge(LEVEL).orElseThrow();

    assertThat(group.sharesAccounts()).isFalse();
    assertThat(factor.value()).isEqualTo(alone.value());
    assertThat(factor.logVariance() * 399 / 400).isCloseTo(alone.logVariance(), within(1e-15));
  }

  @Test
  void accountsOfUsersWhollyAlikeAreAsManyUsers() {
    SplittableRandom random = new SplittableRandom(4);
    Group ones = new Group();
    Group tens = new Group();
    for (int account = 0; account < 60; account++) {
      Cell cell = cell(random);
      ones.add("a" + account, cell);
      for (int i = 0; i < 10; i++) {
        tens.add("a" + account, cell);
      }
    }
    AccountFactor one = AccountFactor.of(ones.all(), ones.clusters()).orElseThrow();
    AccountFactor ten = AccountFactor.of(tens.all(), tens.clusters()).orElseThrow();

    assertThat(ten.value()).isEqualTo(one.value());
    assertThat(ten.logVariance()).isCloseTo(one.logVariance(), within(1e-15));
    assertThat(tens.change().orElseThrow().standardError())
        .isCloseTo(ones.change().orElseThrow().standardError(), within(1e-15));
  }

  @Test
  void intervalsOverAccountsHoldTheirTruthsAsOftenAsTheySay() {
    SplittableRandom random = new SplittableRandom(20_261_127);
    int runs = 1_000;
    int factors = 0;
    int changes = 0;
    int strangers = 0;
    for (int run = 0; run < runs; run++) {
      Group group = draw(random, 60, true);
      BridgeRow row = ROWS.row(group);
      factors += holds(row.getFactor().getInterval(), 0.5 / 0.4);
      changes += holds(row.getChange().getInterval(), 0.1);
      Group apart = new Group();
      for (int i = 0; i < Cell.COUNT; i++) {
        for (long n = group.all().of(Cell.of(i)); n > 0; n--) {
          apart.add(null, Cell.of(i));
        }
      }
      strangers += holds(ROWS.row(apart).getFactor().getInterval(), 0.5 / 0.4);
    }

    assertThat(factors / (double) runs).isCloseTo(0.95, within(0.02));
    assertThat(changes / (double) runs).isCloseTo(0.95, within(0.02));
    assertThat(strangers / (double) runs).isLessThan(0.8);
  }

  @Test
  void segmentsAreOverAccountsToo() {
    Group group = draw(new SplittableRandom(5), 60, true);
    Group apart = draw(new SplittableRandom(5), 60, false);
    BridgeRow row = ROWS.segment("plan", Map.of(Optional.of("free"), group)).getRows(0);
    BridgeRow strangers = ROWS.segment("plan", Map.of(Optional.of("free"), apart)).getRows(0);

    assertThat(row.getReachFrom().getClusters()).isEqualTo(60);
    assertThat(row.getFactor().getInterval().getMethod()).isEqualTo("STUDENT_T");
    assertThat(width(row.getFactor().getInterval()))
        .isGreaterThan(1.3 * width(strangers.getFactor().getInterval()));
    assertThat(row.getFactorLogVariance()).isGreaterThan(strangers.getFactorLogVariance());
    assertThat(row.hasTango()).isFalse();
    assertThat(strangers.hasTango()).isTrue();
  }

  @Test
  void withoutAnIntervalItIsSaidWhy() {
    BridgeRow few = ROWS.row(draw(new SplittableRandom(6), 12, true));
    Group alike = new Group();
    List.of(0, 1, 2, 3, 4, 5)
        .forEach(i -> alike.add("a" + i % 3, new Cell(i < 3, i < 3, i % 2 == 0)));
    BridgeRow same = ROWS.row(alike);

    assertThat(few.getFactor().getNote()).contains("too few");
    assertThat(few.getFactor().hasInterval()).isFalse();
    assertThat(few.getChange().hasInterval()).isTrue();
    assertThat(few.hasFactorLogVariance()).isFalse();
    assertThat(same.getChange().getNote()).isEqualTo("both versions say the same of everyone");
    assertThat(same.getFactor().getEstimate()).isEqualTo(1);
  }

  private static int holds(Interval interval, double truth) {
    return interval.getLow() <= truth && truth <= interval.getHigh() ? 1 : 0;
  }
}
