package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.survival.ClusterTimes;
import dev.firstvalue.statistics.survival.ClusteredKaplanMeier;
import dev.firstvalue.statistics.survival.ClusteredLogRank;
import dev.firstvalue.statistics.survival.ClusteredLogRank.ArmTime;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.LogRank;
import dev.firstvalue.statistics.survival.TimeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Times of users of accounts that are quick or slow: the hazard of an account is gamma with mean 1
 * and variance 1/2, so that S(t) over all is (1 + t/2)^-2 and Kendall's tau of two of its users
 * 0.2.
 */
final class ClusteredTimeScenarios {
  private static final double LEVEL = 0.95;
  private static final String REGIME =
      "50 accounts of 5 to 35 users, Kendall's tau 0.2, 4 in 10 users censored";

  private ClusteredTimeScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "Kaplan–Meier over accounts, log-log",
            REGIME,
            Promise.ASYMPTOTIC_COVERAGE,
            random -> fit(random).intervalAt(0.5, LEVEL).orElseThrow().contains(0.64)),
        new Scenario(
            "Kaplan–Meier, log-log",
            REGIME,
            Promise.SHOWN,
            random ->
                KaplanMeier.of(users(accounts(random)))
                    .intervalAt(0.5, LEVEL)
                    .orElseThrow()
                    .contains(0.64)),
        new Scenario(
            "Median over accounts by inverting the log-log limits",
            REGIME,
            Promise.ASYMPTOTIC_COVERAGE,
            random -> {
              KaplanMeier.Quantile median = fit(random).median(LEVEL);
              double truth = 2 * (Math.sqrt(2) - 1);
              return median.low().orElse(Double.POSITIVE_INFINITY) <= truth
                  && median.high().orElse(Double.POSITIVE_INFINITY) >= truth;
            }),
        new Scenario(
            "Restricted mean over accounts",
            REGIME,
            Promise.ASYMPTOTIC_COVERAGE,
            ClusteredTimeScenarios::meanHolds),
        new Scenario(
            "Log-rank test over accounts",
            REGIME + ", 2 arms",
            Promise.CLUSTER_LEVEL,
            random -> rejects(overAccounts(random).map(ClusterHeterogeneity::pValue))),
        new Scenario(
            "Log-rank test",
            REGIME + ", 2 arms",
            Promise.SHOWN,
            random ->
                rejects(
                    LogRank.of(List.of(users(accounts(random)), users(accounts(random))))
                        .map(LogRank::pValue))));
  }

  private static ClusteredKaplanMeier fit(SplittableRandom random) {
    return ClusteredKaplanMeier.of(accounts(random)).orElseThrow();
  }

  private static boolean meanHolds(SplittableRandom random) {
    List<ClusterTimes> accounts = accounts(random);
    double mean = KaplanMeier.of(users(accounts)).restrictedMean(1).mean();
    return ClusteredKaplanMeier.of(accounts)
        .orElseThrow()
        .restrictedMean(1)
        .interval(mean, LEVEL)
        .contains(2 / 3.0);
  }

  private static Optional<ClusterHeterogeneity> overAccounts(SplittableRandom random) {
    List<List<ClusterTimes>> arms = List.of(accounts(random), accounts(random));
    ClusteredLogRank rank =
        new ClusteredLogRank(arms.stream().map(ClusteredTimeScenarios::users).toList());
    for (int arm = 0; arm < arms.size(); arm++) {
      int number = arm;
      for (ClusterTimes account : arms.get(arm)) {
        rank.add(account.units().stream().map(t -> new ArmTime(number, t)).toList(), 1);
      }
    }
    return rank.test();
  }

  private static List<TimeCount> users(List<ClusterTimes> accounts) {
    return accounts.stream().flatMap(account -> account.units().stream()).toList();
  }

  private static List<ClusterTimes> accounts(SplittableRandom random) {
    List<ClusterTimes> accounts = new ArrayList<>();
    for (int g = 0; g < 50; g++) {
      double hazard = ClusterScenarios.gamma(random, 2) / 2;
      List<TimeCount> users = new ArrayList<>();
      int size = 5 + random.nextInt(31);
      for (int i = 0; i < size; i++) {
        double event = -Math.log1p(-random.nextDouble()) / hazard;
        double watched = 0.4 + 1.6 * random.nextDouble();
        users.add(
            new TimeCount(
                Math.min(event, watched), event <= watched ? 1 : 0, event > watched ? 1 : 0));
      }
      accounts.add(new ClusterTimes(users, 1));
    }
    return accounts;
  }
}
