package dev.firstvalue.validator.population;

import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.sensitivity.WorstCaseBounds;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.WorstCase;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.LiftTables;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the immature could still do (Manski 1990): each open answer at its worst. What the log knows
 * of them already stands: who has reached value has, who was watched through the window has not,
 * who was seen to return is retained. Newness is not imputed.
 */
public final class WorstCaseSection implements ReportSection {
  private static final int REACH_MATURE = 0;
  private static final int REACHED = 1;
  private static final int RETAINED = 3;

  private final Inquiry inquiry;
  private final Supplier<Cells> population;

  public WorstCaseSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    population = inquiry.ask(inquiry.folds().population());
  }

  /** Nothing unless asked for, and nothing when nobody is there to bound. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    Cells cells = population.get();
    int all = cells.count(c -> c.entered() && c.newnessVerified());
    if (!inquiry.bounds() || all == 0) {
      return;
    }
    int reached = cells.count(c -> c.entered() && c.newnessVerified() && c.flag(REACHED));
    int open = immature(cells, c -> !c.flag(REACHED) && !c.flag(REACH_MATURE));
    WorstCase.Builder worst =
        WorstCase.newBuilder()
            .setReachLow((double) reached / all)
            .setReachHigh(((double) reached + open) / all)
            .setReachOpen(open);
    if (!inquiry.plan().outcomes().isEmpty()) {
      lift(cells, open, worst);
    }
    report.setWorstCase(worst);
  }

  private static void lift(Cells cells, int openReach, WorstCase.Builder worst) {
    LiftTable known = LiftTables.of(cells, REACHED, RETAINED);
    long retained1 =
        (long) known.getReachedRetained()
            + immature(cells, c -> c.flag(REACHED) && c.flag(RETAINED));
    long retained0 =
        (long) known.getOtherRetained() + immature(cells, c -> isOther(c) && c.flag(RETAINED));
    int open1 = immature(cells, c -> c.flag(REACHED) && !c.flag(RETAINED));
    int open0 = immature(cells, c -> isOther(c) && !c.flag(RETAINED));
    worst.setLiftOpen(open1 + open0 + openReach);
    Optional<Proportion> first = share(retained1, retained1 + known.getReachedLost());
    Optional<Proportion> second = share(retained0, retained0 + known.getOtherLost());
    if (first.isEmpty() || second.isEmpty()) {
      return;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int joining = 0; joining <= openReach; joining++) {
      WorstCaseBounds bounds =
          WorstCaseBounds.of(
              first.get(), open1 + joining, second.get(), open0 + openReach - joining);
      low = Math.min(low, bounds.low());
      high = Math.max(high, bounds.high());
    }
    worst.setLiftLow(low).setLiftHigh(high);
  }

  /** Watched through the window without reaching value. */
  private static boolean isOther(Cells.Cell cell) {
    return !cell.flag(REACHED) && cell.flag(REACH_MATURE);
  }

  private static int immature(Cells cells, Predicate<Cells.Cell> test) {
    return cells.count(c -> c.entered() && c.newnessVerified() && !c.mature() && test.test(c));
  }

  private static Optional<Proportion> share(long retained, long trials) {
    return trials == 0 ? Optional.empty() : Optional.of(new Proportion(retained, trials));
  }
}
