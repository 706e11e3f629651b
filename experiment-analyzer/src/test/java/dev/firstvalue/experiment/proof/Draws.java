package dev.firstvalue.experiment.proof;

import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Entities drawn at random. */
final class Draws {
  private Draws() {}

  /** How many of n happen, each with this chance. */
  static long binomial(SplittableRandom random, long n, double chance) {
    long hits = 0;
    for (long i = 0; i < n; i++) {
      hits += random.nextDouble() < chance ? 1 : 0;
    }
    return hits;
  }

  /** An arm of which so many are activated. */
  static List<Group> arm(String name, long activated, long entities) {
    return List.of(group(name, true, activated), group(name, false, entities - activated));
  }

  static List<Group> both(List<Group> one, List<Group> other) {
    List<Group> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static Group group(String arm, boolean activated, long count) {
    return new Group(arm, 0, activated, false, "", "", count);
  }

  /**
   * Accounts of 5 to 35 users, all in one arm, whose shares are beta with mean 0.3 and an
   * intraclass correlation of 1/(2.7 + 6.3 + 1) = 0.1.
   *
   * @param values the values of the covariate, one of them drawn for each user
   * @param outcomes whether a condition holds, too, of each user with the chance of their account
   */
  static List<Group> accounts(
      SplittableRandom random, int anArm, List<String> values, boolean outcomes) {
    Map<Group, Long> groups = new LinkedHashMap<>();
    for (String arm : List.of("a", "b")) {
      for (int account = 0; account < anArm; account++) {
        int users = 5 + random.nextInt(31);
        double share = beta(random, 2.7, 6.3);
        for (int user = 0; user < users; user++) {
          Group alike =
              new Group(
                  arm,
                  0,
                  random.nextDouble() < share,
                  outcomes && random.nextDouble() < share,
                  "a:" + arm + account,
                  values.get(random.nextInt(values.size())),
                  1);
          groups.merge(alike, 1L, Long::sum);
        }
      }
    }
    return groups.entrySet().stream().map(one -> one.getKey().times(one.getValue())).toList();
  }

  /**
   * One such account of an arm, whose share has this mean, above 1/9 and below 8/9, and the same
   * intraclass correlation of 1/(9 + 1).
   */
  static List<Group> account(SplittableRandom random, String arm, String name, double mean) {
    int users = 5 + random.nextInt(31);
    long activated = binomial(random, users, beta(random, 9 * mean, 9 * (1 - mean)));
    return List.of(
        new Group(arm, 0, true, false, name, "", activated),
        new Group(arm, 0, false, false, name, "", users - activated));
  }

  private static double beta(SplittableRandom random, double one, double other) {
    double first = gamma(random, one);
    return first / (first + gamma(random, other));
  }

  /** Marsaglia and Tsang 2000, for shapes above 1. */
  private static double gamma(SplittableRandom random, double shape) {
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
