package dev.firstvalue.validator.lift;

import com.google.protobuf.Duration;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.LiftTables;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lift on the primary outcome and on each later one; nothing without outcomes. */
public final class LiftSection implements ReportSection {
  private final Inquiry inquiry;
  private final Supplier<Cells> population;
  private final List<Supplier<Cells>> others = new ArrayList<>();

  public LiftSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    population = inquiry.ask(inquiry.folds().population());
    for (int i = 1; i < inquiry.plan().outcomes().size(); i++) {
      others.add(inquiry.ask(inquiry.folds().outcome(i)));
    }
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    if (inquiry.plan().outcomes().isEmpty()) {
      return;
    }
    Lift.Builder primary = lift(0, LiftTables.of(population.get(), 1, 3));
    for (int i = 0; i < others.size(); i++) {
      primary.addOthers(lift(i + 1, LiftTables.of(others.get(i).get(), 0, 1)));
    }
    report.setLift(primary);
  }

  private Lift.Builder lift(int index, LiftTable table) {
    Plan.Outcome outcome = inquiry.plan().outcomes().get(index);
    Lift.Builder lift =
        Lift.newBuilder()
            .setOutcome(outcome.name())
            .setFrom(duration(outcome.range().from()))
            .setTo(duration(outcome.range().to()))
            .setTable(table)
            .setDifference(inquiry.estimates().difference(table))
            .setRatio(inquiry.estimates().ratio(table));
    if (Estimates.reached(table) > 0) {
      lift.setRetainedIfReached((double) table.getReachedRetained() / Estimates.reached(table));
    }
    if (Estimates.others(table) > 0) {
      lift.setRetainedIfNot((double) table.getOtherRetained() / Estimates.others(table));
    }
    Association.add(lift, inquiry.estimates().level());
    inquiry
        .accounts()
        .get()
        .ifPresent(by -> LiftAccounts.correct(lift, by.outcome(index), inquiry.estimates()));
    SmallCells.clear(lift, inquiry.leastCell());
    return lift;
  }

  private static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
