package dev.firstvalue.validator.reach;

import dev.firstvalue.statistics.power.SampleSize;
import dev.firstvalue.validation.v1.DetectableRise;
import dev.firstvalue.validation.v1.ExperimentOutlook;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What an experiment of two equal arms on this definition could show, and when: by the pooled z
 * test of its reach, at today's reach and today's number of starts.
 */
public final class OutlookSection implements ReportSection {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  /** Two points: what an onboarding experiment is usually hoped to bring. */
  private static final double EFFECT = 0.02;

  private static final List<Integer> WEEKS = List.of(1, 2, 4);

  private final Inquiry inquiry;
  private final Supplier<Cells> population;
  private final Supplier<Cells> cohorts;

  public OutlookSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    population = inquiry.ask(inquiry.folds().population());
    cohorts = inquiry.ask(inquiry.folds().cohorts());
  }

  /** Nothing when nobody is eligible. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    Reachability reach = inquiry.reach(population.get(), 1);
    if (!reach.hasRate()) {
      return;
    }
    ExperimentOutlook.Builder outlook =
        ExperimentOutlook.newBuilder()
            .setBaseline(reach.getRate())
            .setAlpha(ALPHA)
            .setPower(POWER)
            .setEffect(EFFECT);
    OptionalDouble starts = weeklyStarts();
    if (starts.isEmpty() || starts.getAsDouble() <= 0) {
      outlook.setNote(
          "fewer than one whole week of starts, or none in most weeks: nothing says how many come");
    } else {
      predict(outlook.setWeeklyStarts(starts.getAsDouble()));
    }
    report.setOutlook(outlook);
  }

  private void predict(ExperimentOutlook.Builder outlook) {
    SampleSize size = new SampleSize(POWER, ALPHA / 2);
    double weekly = outlook.getWeeklyStarts();
    double baseline = outlook.getBaseline();
    if (baseline + EFFECT <= 1) {
      double perArm = Math.ceil(size.proportions(baseline, baseline + EFFECT, 1));
      double days = inquiry.plan().window().toSeconds() / 86_400.0;
      outlook
          .setEntitiesPerArm((int) perArm)
          .setWeeksToVerdict(Math.toIntExact(SampleSize.weeksToVerdict(2 * perArm, weekly, days)));
    } else {
      outlook.setNote("reach is so high that it cannot rise by as much");
    }
    for (int weeks : WEEKS) {
      DetectableRise.Builder detectable = DetectableRise.newBuilder().setWeeks(weeks);
      double perArm = weekly * weeks / 2;
      double rise = baseline < 1 ? size.detectableRise(baseline, perArm, perArm) : Double.NaN;
      if (!Double.isNaN(rise)) {
        detectable.setRise(rise);
      }
      outlook.addDetectable(detectable);
    }
  }

  /** The median over the whole weeks between the first and the last; a week without starts is 0. */
  private OptionalDouble weeklyStarts() {
    TreeMap<LocalDate, Integer> starts = new TreeMap<>();
    for (Map.Entry<String, Cells> week :
        cohorts.get().groupBy(c -> String.valueOf(c.text(0))).entrySet()) {
      int count = week.getValue().count(c -> c.entered() && c.newnessVerified());
      if (week.getValue().count(Cells.Cell::entered) > 0) {
        starts.put(LocalDate.parse(week.getKey()), count);
      }
    }
    if (starts.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Integer> whole = new ArrayList<>();
    LocalDate last = starts.lastKey();
    for (LocalDate week = starts.firstKey().plusWeeks(1);
        week.isBefore(last);
        week = week.plusWeeks(1)) {
      whole.add(starts.getOrDefault(week, 0));
    }
    if (whole.isEmpty()) {
      return OptionalDouble.empty();
    }
    whole.sort(Integer::compare);
    int half = whole.size() / 2;
    return OptionalDouble.of(
        whole.size() % 2 == 1 ? whole.get(half) : (whole.get(half - 1) + whole.get(half)) / 2.0);
  }
}
