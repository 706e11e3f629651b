package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Check;

/**
 * A 2x2 table within one stratum: rows are the arms, columns success and failure.
 *
 * @param a successes of the first arm
 * @param b failures of the first arm
 * @param c successes of the second arm
 * @param d failures of the second arm
 */
public record Stratum(long a, long b, long c, long d) {

  public Stratum {
    Check.count("a", a);
    Check.count("b", b);
    Check.count("c", c);
    Check.count("d", d);
  }

  double first() {
    return (double) a + b;
  }

  double second() {
    return (double) c + d;
  }

  double successes() {
    return (double) a + c;
  }

  double failures() {
    return (double) b + d;
  }

  double total() {
    return first() + second();
  }

  /** Whether no margin is empty: only then does the stratum say anything of an odds ratio. */
  boolean informative() {
    return first() > 0 && second() > 0 && successes() > 0 && failures() > 0;
  }
}
