package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.PValue;
import java.util.Optional;

/**
 * Two proportions compared: one p, and the intervals that go with it. The p is the pooled z test's,
 * the interval of the difference Mee's and that of the ratio Koopman's, all three from one score
 * statistic, so that they agree. Below an expected count of 5 in any cell the p is exact, by
 * Barnard's test with the pooled statistic (Fisher's with more than 500 units in an arm); should it
 * then disagree with the interval, {@link #disagree} says so and the decision follows p.
 *
 * @param difference first less second
 * @param pValue two-sided; empty where all trials of both arms ended alike
 * @param test which test gave it
 * @param smallestExpected smallest expected count of the four cells under no difference
 * @param differenceInterval Mee's
 * @param ratio first over second, Koopman's
 */
public record ProportionComparison(
    double difference,
    Optional<PValue> pValue,
    Test test,
    double smallestExpected,
    Interval differenceInterval,
    RatioEstimate ratio) {

  private static final double FEW = 5;

  /** Larger arms than this take Barnard's test longer than a report may wait. */
  private static final long MOST = 500;

  /** The tests that can give the p. */
  public enum Test {
    POOLED_Z,
    BARNARD_POOLED,
    FISHER
  }

  /** First less second. */
  public static ProportionComparison of(Proportion first, Proportion second, double level) {
    double expected = PooledZ.smallestExpected(first, second);
    Test test = Test.POOLED_Z;
    if (expected < FEW) {
      test = first.trials() <= MOST && second.trials() <= MOST ? Test.BARNARD_POOLED : Test.FISHER;
    }
    boolean alike = first.pooledWith(second).variance() == 0;
    return new ProportionComparison(
        first.minus(second),
        alike ? Optional.empty() : Optional.of(p(first, second, level, test)),
        test,
        expected,
        ScoreDifference.mee(first, second, level),
        ScoreRatio.koopman(first, second, level));
  }

  private static PValue p(Proportion first, Proportion second, double level, Test test) {
    return switch (test) {
      case POOLED_Z -> PooledZ.test(first, second).orElseThrow().twoSided();
      case BARNARD_POOLED ->
          UnconditionalExact.barnardPooled(first, second, UnconditionalExact.Ties.COUNTED);
      case FISHER -> FisherExact.of(first, second, level).twoSided();
    };
  }

  /** Whether p and the interval of the difference fall on different sides of significance. */
  public boolean disagree() {
    double alpha = 1 - differenceInterval.level();
    return pValue.isPresent() && pValue.get().value() < alpha == differenceInterval.contains(0);
  }
}
