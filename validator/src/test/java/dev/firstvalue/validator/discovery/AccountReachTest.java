package dev.firstvalue.validator.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.ClusteredShare;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Reach of a candidate among users who sit in accounts. */
class AccountReachTest {
  private static final int PART = 1;
  private static final Candidate DID = Candidate.of(0, 1, 1);

  private static Profile person(long account, boolean did, boolean retained) {
    return new Profile(
        PART, retained, account, List.of(), did ? new int[] {0} : new int[0], new int[] {1});
  }

  private static Judged judged(Objective objective, List<Profile> all, List<Profile> sample) {
    return new Evidence(Histogram.of(all, 3, 1, 1, 1), sample, PART)
        .judge(objective, DID, 0.95)
        .orElseThrow();
  }

  private static ClusteredShare reach(List<Profile> all, List<Profile> sample) {
    return judged(Objective.LIFT, all, sample).reach().orElseThrow();
  }

  /** 200 people in 40 accounts by a rule: those of ClusteredShareTest. */
  private static List<Profile> people(long firstAccount) {
    List<Profile> people = new ArrayList<>();
    for (int a = 1; a <= 40; a++) {
      for (int i = 1; i <= 1 + a * 7 % 9; i++) {
        people.add(
            person(firstAccount + a, (a * 5 + i * 3) % 7 < 1 + 2 * (a % 3), (a + i) % 3 == 0));
      }
    }
    return people;
  }

  /**
   * R 4.2.2: {@code vcovCL(lm(x ~ 1), cluster = account, type = "HC1")} of sandwich 3.0.2, {@code
   * qt(0.975, 39)} and {@code polyroot} of the score equation.
   */
  @Test
  void limitsAreTheRootsOfTheScoreEquationWithTheClusteredError() {
    Interval interval = reach(people(0), people(0)).interval(0.95);

    assertThat(interval.low()).isCloseTo(0.384597305905, within(1e-10));
    assertThat(interval.high()).isCloseTo(0.557196384866, within(1e-10));
  }

  @Test
  void everybodyIsAsAlikeAsASample() {
    List<Profile> all = new ArrayList<>();
    for (int copy = 0; copy < 4; copy++) {
      all.addAll(people(1000L * copy));
    }
    ClusteredShare sampled = reach(all, people(0));
    ClusteredShare read = reach(all, all);

    assertThat(sampled.share()).isEqualTo(read.share());
    assertThat(sampled.units()).isEqualTo(800);
    assertThat(sampled.clusters()).isEqualTo(40);
    // G/(G-1) is all that differs.
    assertThat(sampled.effective())
        .isCloseTo(read.effective() * (160 / 159.0) / (40 / 39.0), within(1e-9));
  }

  @Test
  void theDifferenceIsOverAccountsWhateverTheObjective() {
    Interval lift = judged(Objective.LIFT, people(0), people(0)).interval();

    for (Objective objective : Objective.values()) {
      assertThat(judged(objective, people(0), people(0)).difference()).isEqualTo(lift);
    }
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySayAndThoseOfStrangersDoNot() {
    SplittableRandom random = new SplittableRandom(20_261_127);
    int runs = 1_000;
    int held = 0;
    int strangers = 0;
    for (int run = 0; run < runs; run++) {
      List<Profile> people = new ArrayList<>();
      for (int account = 0; account < 60; account++) {
        // mean 0.25 and variance 0.0675, of 0.25 * 0.75: an intraclass correlation of 0.36
        double share = random.nextDouble() < 0.75 ? 0.1 : 0.7;
        for (int i = 5 + random.nextInt(31); i > 0; i--) {
          people.add(person(account, random.nextDouble() < share, random.nextInt(3) == 0));
        }
      }
      Judged judged = judged(Objective.LIFT, people, people);
      held += holds(judged.reach().orElseThrow().interval(0.95));
      strangers += holds(Wilson.interval(judged.table().markedShare().orElseThrow(), 0.95));
    }

    assertThat(held / (double) runs).isBetween(0.93, 0.97);
    assertThat(strangers / (double) runs).isLessThan(0.6);
  }

  private static int holds(Interval interval) {
    return interval.contains(0.25) ? 1 : 0;
  }
}
