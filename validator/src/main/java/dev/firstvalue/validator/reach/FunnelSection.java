package dev.firstvalue.validator.reach;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validation.v1.FunnelStep;
import dev.firstvalue.validation.v1.Leak;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The ladder: the start, every milestone, the value event. */
public final class FunnelSection implements ReportSection {
  private final Inquiry inquiry;
  private final Supplier<Cells> funnel;

  public FunnelSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    funnel = inquiry.ask(inquiry.folds().funnel());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    Plan plan = inquiry.plan();
    Cells cells = funnel.get();
    int milestones = plan.milestones().size();
    int eligible = cells.count(Cells.Cell::eligible);
    for (int step = 0; step <= milestones + 1; step++) {
      int at = step;
      int reached = cells.count(c -> c.eligible() && reachedStep(c, at, milestones));
      Reachability share = inquiry.estimates().reachability(reached, eligible);
      if (step > 0) {
        share =
            inquiry.overAccounts(
                share, counts -> at > milestones ? counts.all() : counts.milestone(at - 1));
      }
      FunnelStep.Builder row =
          FunnelStep.newBuilder()
              .setName(stepName(plan, step))
              .setReached(reached)
              .setEligible(eligible)
              .setStuck(cells.count(c -> c.eligible() && furthest(c, milestones) == at));
      if (share.hasRate()) {
        row.setRate(share.getRate());
      }
      if (share.hasInterval()) {
        row.setInterval(share.getInterval());
      }
      report.addFunnel(row);
    }
    leak(report.getFunnelList()).ifPresent(report::setLeak);
  }

  /** Where most stand before the value event, the earliest of several; milestones are needed. */
  private static Optional<Leak> leak(List<FunnelStep> steps) {
    return steps.stream()
        .limit(steps.size() > 2 ? steps.size() - 1L : 0)
        .filter(step -> step.getStuck() > 0)
        .reduce((most, step) -> step.getStuck() > most.getStuck() ? step : most)
        .map(
            step ->
                Leak.newBuilder()
                    .setStep(step.getName())
                    .setReached(step.getReached())
                    .setStuck(step.getStuck())
                    .setShare((double) step.getStuck() / step.getReached())
                    .build());
  }

  private static String stepName(Plan plan, int step) {
    if (step == 0) {
      return "start";
    }
    return step > plan.milestones().size() ? "value" : plan.milestones().get(step - 1).name();
  }

  /** Key 0 is the value event, the milestones follow it. */
  private static boolean reachedStep(Cells.Cell cell, int step, int milestones) {
    return step == 0 || (step > milestones ? cell.flag(0) : cell.flag(step));
  }

  private static int furthest(Cells.Cell cell, int milestones) {
    for (int step = milestones + 1; step > 0; step--) {
      if (reachedStep(cell, step, milestones)) {
        return step;
      }
    }
    return 0;
  }
}
