package dev.firstvalue.validator.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.ClausePrices;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.SmallProduct;
import dev.firstvalue.validator.estimate.Estimates;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ClausePriceTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final PolicySpec TEN_SUFFICE =
      PolicySpec.newBuilder().setSample(SamplePolicy.newBuilder().setPerCell(10)).build();
  private static final Condition LESSON_AND_OPENED =
      Condition.newBuilder()
          .addAll(Condition.newBuilder().addEvent("lesson"))
          .addAll(Condition.newBuilder().addEvent("opened"))
          .build();

  private static ClausePrices prices(SmallProduct product, Condition qualifies) {
    return new Backtest(
            new ReferenceFacts(product.events(), List.of()),
            Clock.fixed(SmallProduct.BEGIN.plus(DAY.multipliedBy(400)), ZoneOffset.UTC))
        .run(
            SmallProduct.subject(TEN_SUFFICE, qualifies),
            new Scope(
                Optional.of(SmallProduct.BEGIN.plus(DAY.multipliedBy(60))),
                Optional.empty(),
                Optional.empty()))
        .getClausePrices();
  }

  /** Who finishes a lesson stays; opening goes with nothing, and every lesson was opened before. */
  private static SmallProduct product() {
    Map<String, Duration> stay =
        Map.of("opened", DAY, "lesson", DAY, "lesson#2", DAY.multipliedBy(9));
    return new SmallProduct()
        .users(100, "free", stay)
        .users(60, "free", Map.of("opened", DAY, "lesson", DAY))
        .users(140, "free", Map.of("opened", DAY))
        .users(100, "free", Map.of());
  }

  @Test
  void aClauseThatNobodyFailsIsRedundantAndOneThatMattersIsPaidForInReach() {
    ClausePrices prices = prices(product(), LESSON_AND_OPENED);
    ClausePrice lesson = prices.getClauses(0);
    ClausePrice opened = prices.getClauses(1);

    assertThat(prices.getEntities()).isBetween(150, 250);
    assertThat(lesson.getPath()).isEqualTo("qualifies.all[0]");
    assertThat(lesson.getClause()).isEqualTo("lesson");
    assertThat(lesson.getReachChange().getInterval().getLow()).isGreaterThan(0.2);
    assertThat(lesson.getLiftChange().getInterval().getHigh()).isNegative();
    assertThat(opened.getDiffering()).isZero();
    assertThat(opened.getReachChange().getEstimate()).isZero();
    assertThat(opened.getLiftChange().hasInterval()).isFalse();
  }

  @Test
  void aDefinitionOfOneClauseHasNoPrices() {
    assertThat(prices(product(), Condition.newBuilder().addEvent("lesson").build()))
        .isEqualTo(ClausePrices.getDefaultInstance());
  }

  @Test
  void belowTheLeastCellNothingIsShown() {
    ClausePrice price =
        prices(
                new SmallProduct()
                    .users(4, "free", Map.of("opened", DAY, "lesson", DAY))
                    .users(4, "free", Map.of()),
                LESSON_AND_OPENED)
            .getClauses(0);

    assertThat(price.getTooFew()).isTrue();
    assertThat(price.hasReachChange()).isFalse();
    assertThat(price.hasLiftChange()).isFalse();
  }

  /** The interval of the change holds what repeated samples of one product scatter around. */
  @Test
  void theIntervalOfTheChangeInLiftHoldsItsTruthAsOftenAsItSays() {
    Random random = new Random(20_261_126);
    ClausePricing pricing = new ClausePricing(new Estimates(0.95), 1, true);
    WithoutClause clause =
        new WithoutClause("qualifies.all[0]", "lesson", SmallProduct.subject(TEN_SUFFICE).plan());
    double[] p = {0.24, 0.06, 0.02, 0.02, 0.1, 0.16, 0.08, 0.32};
    double truth = lift(p, 2, 3) - lift(p, 4, 5);
    int runs = 2000;
    int held = 0;
    for (int run = 0; run < runs; run++) {
      long[] counts = new long[8];
      for (int i = 0; i < 400; i++) {
        double u = random.nextDouble();
        int cell = 0;
        while (cell < 7 && u >= p[cell]) {
          u -= p[cell++];
        }
        counts[cell]++;
      }
      List<PairedEntities> pairs =
          List.of(
              new PairedEntities(Optional.empty(), true, true, true, counts[0]),
              new PairedEntities(Optional.empty(), true, true, false, counts[1]),
              new PairedEntities(Optional.empty(), true, false, true, counts[2]),
              new PairedEntities(Optional.empty(), true, false, false, counts[3]),
              new PairedEntities(Optional.empty(), false, true, true, counts[4]),
              new PairedEntities(Optional.empty(), false, true, false, counts[5]),
              new PairedEntities(Optional.empty(), false, false, true, counts[6]),
              new PairedEntities(Optional.empty(), false, false, false, counts[7]));
      var interval = pricing.price(clause, pairs).getLiftChange().getInterval();
      held += interval.getLow() <= -truth && -truth <= interval.getHigh() ? 1 : 0;
    }
    assertThat(held / (double) runs).isCloseTo(0.95, within(0.015));
  }

  /** Half of the accounts are of one mind, in the others everybody is. */
  @Test
  void intervalsOverAccountsHoldTheirTruthsAsOftenAsTheySay() {
    SplittableRandom random = new SplittableRandom(20_261_126);
    ClausePricing pricing = new ClausePricing(new Estimates(0.95), 1, true);
    WithoutClause clause =
        new WithoutClause("qualifies.all[0]", "lesson", SmallProduct.subject(TEN_SUFFICE).plan());
    double[] p = {0.24, 0.06, 0.02, 0.02, 0.1, 0.16, 0.08, 0.32};
    double liftChange = lift(p, 4, 5) - lift(p, 2, 3);
    int runs = 1_000;
    int lifts = 0;
    int reaches = 0;
    int shares = 0;
    int strangers = 0;
    for (int run = 0; run < runs; run++) {
      List<PairedEntities> pairs = new ArrayList<>();
      for (int account = 0; account < 60; account++) {
        boolean oneMind = random.nextBoolean();
        int cell = cell(random, p);
        for (int person = 0; person < 8; person++) {
          int own = oneMind ? cell : cell(random, p);
          pairs.add(
              new PairedEntities(
                  Optional.of("a" + account),
                  own < 4,
                  own < 2 || own == 4 || own == 5,
                  own % 2 == 0,
                  1));
        }
      }
      ClausePrice price = pricing.price(clause, pairs);
      lifts += holds(price.getLiftChange().getInterval(), liftChange);
      reaches += holds(price.getReachChange().getInterval(), p[4] + p[5] - p[2] - p[3]);
      shares += holds(price.getReach().getInterval(), p[0] + p[1] + p[4] + p[5]);
      List<PairedEntities> apart =
          pairs.stream()
              .map(
                  pair ->
                      new PairedEntities(
                          Optional.empty(), pair.with(), pair.without(), pair.retained(), 1))
              .toList();
      strangers += holds(pricing.price(clause, apart).getLiftChange().getInterval(), liftChange);
    }

    assertThat(lifts / (double) runs).isCloseTo(0.95, within(0.02));
    assertThat(reaches / (double) runs).isCloseTo(0.95, within(0.02));
    assertThat(shares / (double) runs).isCloseTo(0.95, within(0.02));
    assertThat(strangers / (double) runs).isLessThan(0.8);
  }

  private static int cell(SplittableRandom random, double[] p) {
    double u = random.nextDouble();
    int cell = 0;
    while (cell < 7 && u >= p[cell]) {
      u -= p[cell++];
    }
    return cell;
  }

  private static int holds(Interval interval, double truth) {
    return interval.getLow() <= truth && truth <= interval.getHigh() ? 1 : 0;
  }

  /** Lift of the rule whose reached cells are the first two and the two that are named. */
  private static double lift(double[] p, int retained, int lost) {
    double a = p[0] + p[1] + p[retained] + p[lost];
    double retainedAll = p[0] + p[2] + p[4] + p[6];
    double with = p[0] + p[retained];
    return with / a - (retainedAll - with) / (1 - a);
  }
}
