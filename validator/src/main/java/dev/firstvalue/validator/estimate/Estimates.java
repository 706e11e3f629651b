package dev.firstvalue.validator.estimate;

import dev.firstvalue.statistics.cluster.ClusteredShare;
import dev.firstvalue.statistics.proportion.Newcombe;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.RatioEstimate;
import dev.firstvalue.statistics.proportion.ScoreRatio;
import dev.firstvalue.statistics.proportion.Wilson;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validator.account.TwoArms;

/** Estimates as messages: what does not exist is absent, never a made-up zero. */
public final class Estimates {
  private final double level;

  /**
   * Estimates at one level.
   *
   * @param level above 0.5 and below 1
   */
  public Estimates(double level) {
    this.level = level;
  }

  public double level() {
    return level;
  }

  /** A share with its Wilson interval. */
  public Reachability reachability(int reached, int eligible) {
    Reachability.Builder reach =
        Reachability.newBuilder().setReached(reached).setEligible(eligible);
    if (eligible > 0) {
      Proportion share = new Proportion(reached, eligible);
      reach.setRate(share.value()).setInterval(message(Wilson.interval(share, level)));
    }
    return reach.build();
  }

  /** The same share over the accounts of its entities, if any of them holds several. */
  public Reachability overAccounts(Reachability reach, TwoArms arms) {
    if (!reach.hasInterval() || arms.clusters().isEmpty()) {
      return reach;
    }
    Reachability.Builder over =
        reach.toBuilder().clearInterval().setClusters(arms.clusters().getAsInt());
    arms.reach().ifPresent(share -> over.setInterval(message(share.interval(level))));
    return over.build();
  }

  /** The same share over accounts of which something is known. */
  public Reachability overAccounts(Reachability reach, ClusteredShare share) {
    return reach.toBuilder()
        .setInterval(message(share.interval(level)))
        .setClusters(Math.toIntExact(share.clusters()))
        .build();
  }

  /** The same difference over the accounts of its entities, or with the reason why it has none. */
  public Estimate overAccounts(Estimate difference, TwoArms arms) {
    if (!difference.hasEstimate() || arms.clusters().isEmpty()) {
      return difference;
    }
    Estimate.Builder over = difference.toBuilder().clearInterval();
    arms.interval(level)
        .ifPresentOrElse(
            interval -> over.setInterval(message(interval)), () -> over.setNote(TwoArms.FEW));
    return over.build();
  }

  /** Retention of those who reached value minus that of the others, with Newcombe's interval. */
  public Estimate difference(LiftTable table) {
    if (reached(table) == 0 || others(table) == 0) {
      return absent(table);
    }
    Proportion with = new Proportion(table.getReachedRetained(), reached(table));
    Proportion without = new Proportion(table.getOtherRetained(), others(table));
    return Estimate.newBuilder()
        .setEstimate(with.minus(without))
        .setInterval(message(Newcombe.difference(with, without, level)))
        .build();
  }

  /** Retention of those who reached value over that of the others, with Koopman's interval. */
  public Estimate ratio(LiftTable table) {
    if (reached(table) == 0 || others(table) == 0) {
      return absent(table);
    }
    RatioEstimate ratio =
        ScoreRatio.koopman(
            new Proportion(table.getReachedRetained(), reached(table)),
            new Proportion(table.getOtherRetained(), others(table)),
            level);
    Estimate.Builder estimate = Estimate.newBuilder();
    switch (ratio.shape()) {
      case ORDINARY, ZERO -> estimate.setEstimate(ratio.estimate().orElseThrow());
      case INFINITE ->
          estimate.setNote(
              "nobody who did not reach value was retained: only a lower limit exists");
      case UNDEFINED -> estimate.setNote("nobody was retained: no ratio exists");
    }
    if (ratio.shape() != RatioEstimate.Shape.UNDEFINED) {
      estimate.setInterval(message(ratio.interval()));
    }
    return estimate.build();
  }

  public static int reached(LiftTable table) {
    return table.getReachedRetained() + table.getReachedLost();
  }

  public static int others(LiftTable table) {
    return table.getOtherRetained() + table.getOtherLost();
  }

  public static Interval message(dev.firstvalue.statistics.Interval interval) {
    Interval.Builder message =
        Interval.newBuilder().setLevel(interval.level()).setMethod(interval.method().name());
    if (Double.isFinite(interval.low())) {
      message.setLow(interval.low());
    }
    if (Double.isFinite(interval.high())) {
      message.setHigh(interval.high());
    }
    return message.build();
  }

  private static Estimate absent(LiftTable table) {
    String why =
        reached(table) == 0
            ? others(table) == 0 ? "nobody is eligible" : "nobody reached value"
            : "everybody reached value";
    return Estimate.newBuilder().setNote(why + ": there is nothing to compare").build();
  }
}
