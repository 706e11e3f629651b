package dev.firstvalue.validator.bridge;

import dev.firstvalue.statistics.paired.PairedMarks;
import dev.firstvalue.statistics.paired.TangoInterval;
import dev.firstvalue.statistics.strata.Heterogeneity;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.BridgeSegment;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of a bridge from counts. */
final class Rows {
  /** Values of a segment that are shown. */
  private static final int VALUES = 20;

  private static final double SIGNIFICANT = 0.05;

  private final Estimates estimates;
  private final double level;
  private final int leastCell;

  Rows(double level, int leastCell) {
    this.estimates = new Estimates(level);
    this.level = level;
    this.leastCell = leastCell;
  }

  /** A row; there has to be somebody. */
  BridgeRow row(Tally tally) {
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

  /** The same row with both reaches over accounts, if any of these clusters holds several. */
  BridgeRow overAccounts(BridgeRow row, Collection<Tally> clusters) {
    TwoArms from = new TwoArms();
    TwoArms to = new TwoArms();
    int number = 0;
    for (Tally cluster : clusters) {
      String name = Integer.toString(number++);
      for (int i = 0; i < Cell.COUNT; i++) {
        Cell cell = Cell.of(i);
        if (cluster.of(cell) > 0) {
          from.add(name, cell.from(), cell.retained(), cluster.of(cell));
          to.add(name, cell.to(), cell.retained(), cluster.of(cell));
        }
      }
    }
    if (row.getTooFew()) {
      return row;
    }
    return row.toBuilder()
        .setReachFrom(estimates.overAccounts(row.getReachFrom(), from))
        .setReachTo(estimates.overAccounts(row.getReachTo(), to))
        .build();
  }

  /** The rows of a segment and whether their factors agree. */
  BridgeSegment segment(String name, Map<Optional<String>, Tally> byValue) {
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
