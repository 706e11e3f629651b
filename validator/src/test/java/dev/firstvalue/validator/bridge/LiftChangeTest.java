package dev.firstvalue.validator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validator.account.TwoArms;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LiftChangeTest {

  @Test
  void theSameMarksChangeNothingForCertain() {
    Tally all = new Tally();
    List<Tally> each = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      add(new Cell(i % 2 == 0, i % 2 == 0, i % 3 == 0), all, each);
    }
    LiftChange change = LiftChange.of(all, each, 1).orElseThrow();

    assertThat(change.change()).isZero();
    assertThat(change.error().orElseThrow().standardError()).isZero();
  }

  @Test
  void aGroupOfNobodyHasNoLift() {
    Tally all = new Tally();
    List<Tally> each = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      add(new Cell(i % 2 == 0, true, i % 3 == 0), all, each);
    }

    assertThat(LiftChange.of(all, each, 1)).isEmpty();
  }

  @Test
  void theErrorIsThatOfLeavingOneOutAtATime() {
    SplittableRandom random = new SplittableRandom(11);
    Tally all = new Tally();
    List<Tally> each = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Cell cell = draw(random);
      cells.add(cell);
      add(cell, all, each);
    }
    LiftChange change = LiftChange.of(all, each, 1).orElseThrow();

    assertThat(change.error().orElseThrow().standardError())
        .isCloseTo(jackknife(cells), within(0.0003));
    assertThat(change.error().orElseThrow().clusters()).isEqualTo(600);
  }

  @Test
  void entitiesThatFlipTogetherCountOnce() {
    SplittableRandom random = new SplittableRandom(12);
    Tally single = new Tally();
    List<Tally> singles = new ArrayList<>();
    Tally tenfold = new Tally();
    List<Tally> accounts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Cell cell = draw(random);
      add(cell, single, singles);
      Tally account = new Tally();
      for (int copy = 0; copy < 10; copy++) {
        account.add(cell);
        tenfold.add(cell);
      }
      accounts.add(account);
    }
    LiftChange one = LiftChange.of(single, singles, 1).orElseThrow();
    LiftChange ten = LiftChange.of(tenfold, accounts, 1).orElseThrow();

    assertThat(ten.estimate(0.95).hasInterval()).isTrue();
    assertThat(ten.change()).isCloseTo(one.change(), within(1e-12));
    assertThat(ten.error().orElseThrow().standardError())
        .isCloseTo(
            one.error().orElseThrow().standardError(),
            within(0.01 * one.error().orElseThrow().standardError()));
  }

  @Test
  void ofOneAccountThereIsAChangeAndNoInterval() {
    SplittableRandom random = new SplittableRandom(14);
    Tally all = new Tally();
    for (int i = 0; i < 200; i++) {
      all.add(draw(random));
    }
    Estimate change = LiftChange.of(all, List.of(all), 1).orElseThrow().estimate(0.95);

    assertThat(change.hasEstimate()).isTrue();
    assertThat(change.hasInterval()).isFalse();
    assertThat(change.getNote()).isEqualTo(TwoArms.FEW);
  }

  @Test
  void whereNobodyIsRetainedTheVersionsAreNotSaidToBeAlike() {
    Tally all = new Tally();
    List<Tally> each = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      add(new Cell(i % 2 == 0, i % 3 == 0, false), all, each);
    }
    Estimate change = LiftChange.of(all, each, 1).orElseThrow().estimate(0.95);

    assertThat(change.getEstimate()).isZero();
    assertThat(change.hasInterval()).isFalse();
    assertThat(change.getNote()).endsWith("or all are retained, or nobody is");
  }

  @Test
  void ofFewAccountsTheChangeHasNoInterval() {
    SplittableRandom random = new SplittableRandom(13);
    Tally all = new Tally();
    List<Tally> accounts = new ArrayList<>();
    for (int account = 0; account < 12; account++) {
      Tally own = new Tally();
      for (int i = 0; i < 50; i++) {
        Cell cell = draw(random);
        own.add(cell);
        all.add(cell);
      }
      accounts.add(own);
    }
    Estimate change = LiftChange.of(all, accounts, 1).orElseThrow().estimate(0.95);

    assertThat(change.hasEstimate()).isTrue();
    assertThat(change.hasInterval()).isFalse();
    assertThat(change.getNote()).isEqualTo(TwoArms.FEW);
  }

  private static Cell draw(SplittableRandom random) {
    boolean from = random.nextDouble() < 0.5;
    boolean to = from ? random.nextDouble() < 0.8 : random.nextDouble() < 0.1;
    return new Cell(from, to, random.nextDouble() < (to ? 0.6 : from ? 0.4 : 0.2));
  }

  private static void add(Cell cell, Tally all, List<Tally> each) {
    all.add(cell);
    Tally own = new Tally();
    own.add(cell);
    each.add(own);
  }

  /** sqrt((n - 1)/n sum (d_i - mean d)²) of the change without each entity. */
  private static double jackknife(List<Cell> cells) {
    int n = cells.size();
    double[] without = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      Tally all = new Tally();
      List<Tally> each = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        if (j != i) {
          add(cells.get(j), all, each);
        }
      }
      without[i] = LiftChange.of(all, each, 1).orElseThrow().change();
      mean += without[i] / n;
    }
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    return Math.sqrt(squares * (n - 1) / n);
  }
}
