package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import java.math.BigInteger;

/**
 * Successes among trials.
 *
 * @param successes between 0 and {@code trials}
 * @param trials at least 1: of no trials there is no proportion, and the caller says so
 */
public record Proportion(long successes, long trials) {

  /** Below it products of counts, and their differences, are exact as doubles and as longs. */
  private static final double EXACT = 0x1p53;

  public Proportion {
    if (trials < 1) {
      throw Check.refused("trials", trials, "at least 1");
    }
    if (successes < 0 || successes > trials) {
      throw Check.refused("successes", successes, "between 0 and " + trials + " trials");
    }
  }

  public double value() {
    return (double) successes / trials;
  }

  public long failures() {
    return trials - successes;
  }

  public Proportion complement() {
    return new Proportion(failures(), trials);
  }

  /** p(1-p), exactly 0 where there are only successes or only failures. */
  public double variance() {
    return value() * ((double) failures() / trials);
  }

  /** This minus the other, rounded once: close proportions of huge arms do not cancel. */
  public double minus(Proportion other) {
    double product = (double) trials * other.trials;
    if (product < EXACT) {
      return (successes * other.trials - other.successes * trials) / product;
    }
    BigInteger ours = BigInteger.valueOf(successes).multiply(BigInteger.valueOf(other.trials));
    BigInteger theirs = BigInteger.valueOf(other.successes).multiply(BigInteger.valueOf(trials));
    return ours.subtract(theirs).doubleValue() / product;
  }

  /** Both arms as one. */
  public Proportion pooledWith(Proportion other) {
    return new Proportion(
        Math.addExact(successes, other.successes), Math.addExact(trials, other.trials));
  }
}
