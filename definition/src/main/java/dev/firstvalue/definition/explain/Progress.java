package dev.firstvalue.definition.explain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How far a condition is at the watermark. */
public sealed interface Progress {

  /**
   * How near it is, for comparing groups: 0 for nothing, 1 for all that is needed.
   *
   * @return a finite number; more than 1 where more is there than is needed
   */
  double share();

  /**
   * Counted events, or distinct values.
   *
   * @param counted how many are there
   * @param needed at least 1
   */
  record Count(long counted, long needed) implements Progress {
    @Override
    public double share() {
      return (double) counted / needed;
    }
  }

  /**
   * A total.
   *
   * @param sum what the known values add up to
   * @param needed positive
   */
  record Sum(BigDecimal sum, BigDecimal needed) implements Progress {
    @Override
    public double share() {
      return sum.doubleValue() / needed.doubleValue();
    }
  }

  /** Steps of a sequence that one chain fills, of all its steps. */
  record Steps(int reached, int needed) implements Progress {
    @Override
    public double share() {
      return (double) reached / needed;
    }
  }

  /**
   * A share so far.
   *
   * @param of the numerator
   * @param to the denominator
   * @param above the share that has to be passed
   * @param from how many the denominator has to be at least
   * @param look when it is looked at, in microseconds; null without a fixed look, and while there
   *     is nothing to count from
   */
  record Ratio(long of, long to, double above, long from, @Nullable Long look) implements Progress {
    @Override
    public double share() {
      double enough = Math.min(1, (double) to / from);
      double passed = to == 0 ? 0 : Math.min(1, above == 0 ? of : (double) of / to / above);
      return (enough + passed) / 2;
    }
  }

  /** Parts that hold, of those needed. */
  record Parts(int holding, int needed) implements Progress {
    @Override
    public double share() {
      return (double) holding / needed;
    }
  }
}
