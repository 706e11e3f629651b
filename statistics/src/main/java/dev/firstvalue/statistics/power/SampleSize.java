package dev.firstvalue.statistics.power;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * Sizes and smallest effects by normal theory for two arms of any ratio, and how long they take.
 * Sizes are before rounding up.
 *
 * @param power wanted, strictly between 0 and 1
 * @param tail error of the side that counts: alpha/2 for a two-sided test
 */
public record SampleSize(double power, double tail) {

  public SampleSize {
    Check.openUnit("power", power);
    Check.openUnit("tail", tail);
    if (power <= tail) {
      throw Check.refused("power", power, "above the error of one side, " + tail);
    }
  }

  /**
   * Units of the first arm for the pooled z test of two proportions, the second having {@code
   * ratio} times as many (Fleiss, Levin and Paik 2003): [z sqrt(pq(1 + 1/r)) + zb sqrt(p1q1 +
   * p2q2/r)]²/(p1-p2)², p = (p1 + r p2)/(1+r). Equals {@link NormalPower#perArm} at ratio 1.
   */
  public double proportions(double p1, double p2, double ratio) {
    Check.probability("p1", p1);
    Check.probability("p2", p2);
    Check.positive("ratio", ratio);
    if (p1 == p2) {
      throw Check.refused("p2", p2, "other than p1");
    }
    double p = (p1 + ratio * p2) / (1 + ratio);
    double root =
        Normal.upperQuantile(tail) * Math.sqrt(p * (1 - p) * (1 + 1 / ratio))
            + Normal.quantile(power) * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2) / ratio);
    return Math.pow(root / (p1 - p2), 2);
  }

  /** Units of the first arm for a difference of means; one variance. */
  public double means(double effect, double variance, double ratio) {
    Check.positive("variance", variance);
    Check.positive("ratio", ratio);
    if (effect == 0 || !Double.isFinite(effect)) {
      throw Check.refused("effect", effect, "a finite number other than 0");
    }
    return Math.pow(sum() / effect, 2) * variance * (1 + 1 / ratio);
  }

  /** The smallest difference of means that is seen with this power. */
  public double detectableMean(double variance, double n1, double n2) {
    Check.positive("variance", variance);
    return sum()
        * Math.sqrt(variance * (1 / Check.positive("n1", n1) + 1 / Check.positive("n2", n2)));
  }

  /**
   * The smallest rise of a proportion above {@code p1} that is seen with this power; NaN where not
   * even a rise to 1 is.
   */
  public double detectableRise(double p1, double n1, double n2) {
    Check.positive("n1", n1);
    Check.positive("n2", n2);
    if (!(p1 >= 0 && p1 < 1)) {
      throw Check.refused("p1", p1, "at least 0 and below 1");
    }
    double ratio = n2 / n1;
    if (proportions(p1, 1, ratio) > n1) {
      return Double.NaN;
    }
    double low = p1;
    double high = 1;
    for (int i = 0; i < 200 && high - low > 1e-16; i++) {
      double middle = 0.5 * (low + high);
      if (middle <= low || middle >= high) {
        break;
      }
      if (proportions(p1, middle, ratio) > n1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high) - p1;
  }

  /**
   * Weeks until a verdict: enough whole weeks of starts for all units, and the window of the last.
   *
   * @param units of all arms together, with the design effect of clusters in them
   * @param weeklyStarts units that enter a week, above 0
   * @param windowDays until the last unit is mature, 0 or more
   */
  public static long weeksToVerdict(double units, double weeklyStarts, double windowDays) {
    Check.positive("units", units);
    Check.positive("weekly_starts", weeklyStarts);
    Check.notNegative("window_days", windowDays);
    return (long) Math.ceil(Math.ceil(units) / weeklyStarts) + (long) Math.ceil(windowDays / 7);
  }

  private double sum() {
    return Normal.upperQuantile(tail) + Normal.quantile(power);
  }
}
