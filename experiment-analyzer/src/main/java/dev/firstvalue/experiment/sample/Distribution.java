package dev.firstvalue.experiment.sample;

import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.OrderStatisticInterval;
import dev.firstvalue.statistics.mean.QuantileEstimate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many entities have each amount, exactly. */
public final class Distribution {
  /** Above this share of equal amounts the error of a quantile is no longer to be trusted. */
  private static final double TIES = 0.05;

  private final SortedMap<BigInteger, Long> counts = new TreeMap<>();
  private long entities;

  /** Adds entities of an amount in millionths, as a whole number in decimal digits. */
  public void add(String millionths, long count) {
    counts.merge(new BigInteger(millionths), count, Long::sum);
    entities += count;
  }

  public void add(Distribution other) {
    other.counts.forEach((value, count) -> counts.merge(value, count, Long::sum));
    entities += other.entities;
  }

  public long entities() {
    return entities;
  }

  /** The amount of this rank, from 1 on. */
  public double ranked(long rank) {
    long passed = 0;
    for (Map.Entry<BigInteger, Long> each : counts.entrySet()) {
      passed += each.getValue();
      if (passed >= rank) {
        return value(each.getKey());
      }
    }
    throw new IllegalArgumentException("rank: " + rank + " (expected: 1 to " + entities + ")");
  }

  /** The least amount that at least this share of the entities do not exceed. */
  public double nearestRank(double share) {
    return ranked(Math.max(1, (long) Math.ceil(share * entities - 1e-9)));
  }

  /** Mean and spread with amounts above the cap cut to it. */
  public Moments capped(double cap) {
    Moments all = null;
    for (Map.Entry<BigInteger, Long> each : counts.entrySet()) {
      Moments same = new Moments(each.getValue(), Math.min(cap, value(each.getKey())), 0);
      all = all == null ? same : all.with(same);
    }
    if (all == null) {
      throw new IllegalStateException("entities: 0 (expected: at least one)");
    }
    return all;
  }

  /** How many entities have at most this amount. */
  public long atMost(double amount) {
    long passed = 0;
    for (Map.Entry<BigInteger, Long> each : counts.entrySet()) {
      if (value(each.getKey()) > amount) {
        break;
      }
      passed += each.getValue();
    }
    return passed;
  }

  /** Whether so many entities have just this amount that its neighbours say nothing of chance. */
  public boolean isTied(double amount) {
    long same = 0;
    for (Map.Entry<BigInteger, Long> each : counts.entrySet()) {
      same += value(each.getKey()) == amount ? each.getValue() : 0;
    }
    return same > TIES * entities;
  }

  /** The quantile of R's type 7 of at least one entity. */
  public double typeSeven(double q) {
    double place = (entities - 1) * q;
    long below = (long) Math.floor(place);
    double low = ranked(below + 1);
    double high = ranked(Math.min(entities, below + 2));
    return low + (place - below) * (high - low);
  }

  /** The quantile of R's type 7; absent where there are too few entities for its interval. */
  public Optional<QuantileEstimate> quantile(double q, double level) {
    if (entities == 0) {
      return Optional.empty();
    }
    OrderStatisticInterval ranks = OrderStatisticInterval.of(entities, q, level);
    if (!ranks.lowerExists() || !ranks.upperExists(entities)) {
      return Optional.empty();
    }
    return Optional.of(
        QuantileEstimate.of(
            typeSeven(q),
            ranked(ranks.lowerRank()),
            ranked(ranks.upperRank()),
            ranks.coverage(),
            level));
  }

  private static double value(BigInteger millionths) {
    return new BigDecimal(millionths, Leaf.Total.PLACES).doubleValue();
  }
}
