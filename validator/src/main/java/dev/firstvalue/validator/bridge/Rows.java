package dev.firstvalue.validator.bridge;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.paired.PairedMarks;
import dev.firstvalue.statistics.paired.TangoInterval;
import dev.firstvalue.statistics.strata.Heterogeneity;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.BridgeSegment;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of a bridge from counts. */
final class Rows {
  /** Values of a segment that are shown. */
  private static final int VALUES = 20;

  private static final String ALIKE = "both versions say the same of everyone";

  private static final double SIGNIFICANT = 0.05;

  private final Estimates estimates;
  private final double level;
  private final int leastCell;

  Rows(double level, int leastCell) {
    this.estimates = new Estimates(level);
    this.level = level;
    this.leastCell = leastCell;
  }

  /** A row, over accounts where entities share some; there has to be somebody. */
  BridgeRow row(Group group) {
    BridgeRow row = row(group.all());
    return row.getTooFew() || !group.sharesAccounts() ? row : overAccounts(row, group);
  }

  private BridgeRow row(Tally tally) {
    PairedMarks marks = tally.marks();
    BridgeRow.Builder row =
        BridgeRow.newBuilder()
            .setBoth(Math.toIntExact(marks.both()))
            .setLost(Math.toIntExact(marks.firstOnly()))
            .setGained(Math.toIntExact(marks.secondOnly()))
            .setNeither(Math.toIntExact(marks.neither()));
    if (marks.units() < leastCell) {
      return row.setTooFew(true).build();
    }
    marks.jaccard().ifPresent(row::setJaccard);
    marks
        .bridge(level)
        .ifPresent(
            factor ->
                row.setFactor(
                        Estimate.newBuilder()
                            .setEstimate(factor.value())
                            .setInterval(Estimates.message(factor.interval())))
                    .setFactorLogVariance(factor.logVariance()));
    return row.setReachFrom(
            estimates.reachability(
                Math.toIntExact(marks.first().successes()), Math.toIntExact(marks.units())))
        .setReachTo(
            estimates.reachability(
                Math.toIntExact(marks.second().successes()), Math.toIntExact(marks.units())))
        .setChange(
            Estimate.newBuilder()
                .setEstimate(marks.change())
                .setInterval(Estimates.message(marks.newcombe(level))))
        .setTango(Estimates.message(TangoInterval.of(marks, level)))
        .build();
  }

  private BridgeRow overAccounts(BridgeRow row, Group group) {
    BridgeRow.Builder over =
        row.toBuilder()
            .setReachFrom(estimates.overAccounts(row.getReachFrom(), group.arms(Cell::from)))
            .setReachTo(estimates.overAccounts(row.getReachTo(), group.arms(Cell::to)))
            .clearTango()
            .clearFactorLogVariance()
            .setChange(
                over(row.getChange(), row, group.change().map(mean -> mean.interval(level))));
    if (row.hasFactor()) {
      Optional<AccountFactor> factor = AccountFactor.of(group.all(), group.clusters());
      over.setFactor(over(row.getFactor(), row, factor.map(of -> of.interval(level))));
      factor.ifPresent(of -> over.setFactorLogVariance(of.logVariance()));
    }
    return over.build();
  }

  private static Estimate over(Estimate estimate, BridgeRow row, Optional<Interval> interval) {
    Estimate.Builder over = estimate.toBuilder().clearInterval();
    if (row.getLost() + row.getGained() == 0) {
      over.setNote(ALIKE);
    } else {
      interval.ifPresentOrElse(
          limits -> over.setInterval(Estimates.message(limits)), () -> over.setNote(TwoArms.FEW));
    }
    return over.build();
  }

  /** The rows of a segment and whether their factors agree. */
  BridgeSegment segment(String name, Map<Optional<String>, Group> byValue) {
    List<BridgeRow> rows =
        byValue.entrySet().stream()
            .map(entry -> valued(row(entry.getValue()), entry.getKey()))
            .sorted(
                Comparator.comparingInt((BridgeRow row) -> -entities(row))
                    .thenComparing(BridgeRow::getValue))
            .toList();
    BridgeSegment.Builder segment =
        BridgeSegment.newBuilder().setName(name).addAllRows(rows.stream().limit(VALUES).toList());
    List<BridgeRow> varying = rows.stream().filter(row -> row.getFactorLogVariance() > 0).toList();
    if (varying.size() >= 2) {
      Heterogeneity agreement =
          Heterogeneity.of(
              varying.stream().mapToDouble(r -> Math.log(r.getFactor().getEstimate())).toArray(),
              varying.stream().mapToDouble(BridgeRow::getFactorLogVariance).toArray());
      segment.setQ(agreement.q()).setDegreesOfFreedom(agreement.degreesOfFreedom());
      agreement
          .pValue()
          .ifPresent(p -> segment.setPValue(p.value()).setByValue(p.value() < SIGNIFICANT));
    }
    return segment.build();
  }

  private static BridgeRow valued(BridgeRow row, Optional<String> value) {
    return value.map(text -> row.toBuilder().setValue(text).build()).orElse(row);
  }

  private static int entities(BridgeRow row) {
    return row.getBoth() + row.getLost() + row.getGained() + row.getNeither();
  }
}
