package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.Excluded;
import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.OtherArm;
import dev.firstvalue.experiment.v1.PlanSummary;
import dev.firstvalue.experiment.v1.ReportFinding;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of a lift report. */
public final class LiftPage {
  private final LiftReport report;

  private LiftPage(LiftReport report) {
    this.report = report;
  }

  /** The page of a report. */
  public static Page of(LiftReport report) {
    return new LiftPage(report).page();
  }

  private Page page() {
    List<Section> sections = new ArrayList<>();
    LiftPlots plots = new LiftPlots(report);
    if (!report.getFindingsList().isEmpty()) {
      sections.add(remarks());
    }
    TrustTable.of(report).ifPresent(sections::add);
    sections.add(arms());
    sections.add(comparisons());
    OutlookTable.of(report).ifPresent(sections::add);
    plots.forest().ifPresent(sections::add);
    AdjustmentTable.of(report).ifPresent(sections::add);
    sections.addAll(PastTables.of(report));
    sections.addAll(SegmentTables.of(report));
    sections.addAll(MetricTables.of(report));
    MetricPastTable.of(report).ifPresent(sections::add);
    plots.curves().ifPresent(sections::add);
    InstrumentTable.of(report).ifPresent(sections::add);
    sections.add(sampleRatio());
    plots.sampleRatioDays().ifPresent(sections::add);
    plots.daily().ifPresent(sections::add);
    DailyEffectSections.of(report).forEach(sections::add);
    sections.add(excluded());
    sections.add(plan());
    DeviationTable.of(report.getPlanRecord()).ifPresent(sections::add);
    sections.add(ProvenanceTable.of(report.getProvenance()));
    return new Page(
        "Lift report",
        report.getExperiment(),
        report.getHypothesis(),
        EnumWords.word(report.getDecision().getValueDescriptor()).replace('_', ' '),
        tone(report.getDecision()),
        report.getSentence(),
        sections);
  }

  private Section remarks() {
    List<Remark> remarks = new ArrayList<>();
    for (ReportFinding finding : report.getFindingsList()) {
      remarks.add(
          new Remark(
              tone(finding.getSeverity()),
              EnumWords.word(finding.getSeverity().getValueDescriptor()),
              finding.getRule(),
              finding.getMessage()));
    }
    return new Section.Remarks("Findings", "An error withholds the decision.", remarks);
  }

  private Section arms() {
    List<List<String>> rows = new ArrayList<>();
    for (ArmResult arm : report.getArmsList()) {
      rows.add(
          List.of(
              arm.getName() + (arm.getControl() ? " (control)" : ""),
              Numbers.count(arm.getExposed()),
              Numbers.count(arm.getActivated()),
              arm.hasRate() ? Numbers.percent(arm.getRate()) : Numbers.ABSENT,
              Numbers.percentInterval(arm.hasInterval(), arm.getInterval())));
    }
    return new Table(
        "Arms",
        "Mature "
            + LiftWords.counted(report)
            + " by arm, and who of them qualified within "
            + Numbers.time(report.getPlan().getWithin())
            + " of the first exposure."
            + clusters(),
        List.of(
            Column.words("arm"),
            Column.numbers("exposed"),
            Column.numbers("activated"),
            Column.numbers("rate"),
            Column.numbers("interval")),
        rows);
  }

  private String clusters() {
    return report.getArmsList().stream().anyMatch(ArmResult::hasClusters)
        ? " Errors are clustered by "
            + report.getCluster()
            + ": "
            + report.getArmsList().stream()
                .map(arm -> arm.getName() + " " + Numbers.count(arm.getClusters()))
                .collect(Collectors.joining(", "))
            + "."
        : "";
  }

  private Section comparisons() {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison comparison : report.getComparisonsList()) {
      rows.add(
          List.of(
              comparison.getArm() + " − " + comparison.getAgainst(),
              Numbers.difference(comparison.getDifference()),
              relative(comparison),
              comparison.hasPValue() ? Numbers.pValue(comparison.getPValue()) : Numbers.ABSENT,
              comparison.hasAdjustedPValue()
                  ? Numbers.pValue(comparison.getAdjustedPValue())
                  : Numbers.ABSENT));
    }
    return new Table(
        "Effect",
        "One p-value a comparison ("
            + methods()
            + "); its intervals come from the same family."
            + beliefs(),
        List.of(
            Column.words("comparison"),
            Column.numbers("difference"),
            Column.numbers("relative"),
            Column.numbers("p"),
            Column.numbers("adjusted p")),
        rows);
  }

  private String methods() {
    String methods =
        report.getComparisonsList().stream()
            .map(Comparison::getMethod)
            .filter(method -> !method.isEmpty())
            .distinct()
            .map(MetricTables::words)
            .collect(Collectors.joining(", "));
    return methods.isEmpty() ? "none yet" : methods;
  }

  /** The Bayesian reading, beside and not instead. */
  private String beliefs() {
    return report.getComparisonsList().stream()
        .filter(Comparison::hasChanceBetter)
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    " By a uniform prior %s is ahead with %.1f %%, and taking it loses %.3f points"
                        + " on average.",
                    one.getArm(),
                    one.getChanceBetter() * 100,
                    one.getExpectedLoss() * 100))
        .collect(Collectors.joining());
  }

  private static String relative(Comparison comparison) {
    if (!comparison.getRelative().hasEstimate()) {
      return Numbers.ABSENT;
    }
    String estimate =
        String.format(Locale.ROOT, "%+.1f %%", comparison.getRelative().getEstimate() * 100);
    return comparison.getRelative().hasInterval()
        ? estimate + " (" + Numbers.pointInterval(comparison.getRelative().getInterval()) + ")"
        : estimate;
  }

  private Section sampleRatio() {
    List<List<String>> rows = new ArrayList<>();
    boolean units = report.getArmsList().stream().anyMatch(ArmResult::hasAssignedUnits);
    for (ArmResult arm : report.getArmsList()) {
      rows.add(
          List.of(
              arm.getName(),
              Numbers.plain(arm.getWeight()),
              Numbers.count(units ? arm.getAssignedUnits() : arm.getAssigned())));
    }
    String verdict =
        report.getSampleRatio().hasPValue()
            ? "p "
                + Numbers.pValue(report.getSampleRatio().getPValue())
                + (report.getSampleRatio().getAlarm()
                    ? ": an alarm. Something is wrong with the assignment or the log."
                    : ": no alarm (the alarm is below 0.001).")
            : report.getSampleRatio().getNote() + ".";
    return new Table(
        "Sample ratio",
        (units ? "Exposed " + report.getUnit() + "s" : "First exposures")
            + " against the configured weights: "
            + verdict,
        List.of(
            Column.words("arm"),
            Column.numbers("weight"),
            Column.numbers(units ? report.getUnit() + "s" : "exposures")),
        rows);
  }

  private Section excluded() {
    Excluded excluded = report.getExcluded();
    List<List<String>> rows = new ArrayList<>();
    rows.addAll(
        List.of(
            List.of("seen in several arms", Numbers.count(excluded.getMultipleArms())),
            List.of("immature", Numbers.count(excluded.getImmature())),
            List.of("qualified before exposure", Numbers.count(excluded.getPriorQualifiers())),
            List.of("first exposed outside the period", Numbers.count(excluded.getOutsidePeriod())),
            List.of("other arms", Numbers.count(excluded.getOtherArms()))));
    for (OtherArm arm : report.getOtherArmsList()) {
      rows.add(List.of("other arms: " + arm.getArm() + why(arm), Numbers.count(arm.getExposed())));
    }
    rows.addAll(
        List.of(List.of("excluded entities", Numbers.count(excluded.getExcludedEntities()))));
    if (excluded.getSetAsideEntities() > 0) {
      rows.add(
          List.of("more events than are counted", Numbers.count(excluded.getSetAsideEntities())));
    }
    return new Table(
        "Left out",
        "First exposures at or after "
            + Numbers.instant(report.getPlan().getMatureBefore())
            + " are immature: their window was not over.",
        List.of(Column.words("why"), Column.numbers(LiftWords.counted(report))),
        rows);
  }

  private static String why(OtherArm arm) {
    return switch (arm.getKind()) {
      case OTHER_ARM_KIND_HOLDOUT -> ", held out";
      case OTHER_ARM_KIND_WEIGHTLESS -> ", of weight 0";
      case OTHER_ARM_KIND_UNPLANNED -> ", not in the plan";
      case OTHER_ARM_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private Section plan() {
    PlanSummary plan = report.getPlan();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("start", Numbers.instant(plan.getStart())));
    rows.add(List.of("end", plan.hasEnd() ? Numbers.instant(plan.getEnd()) : "open"));
    rows.add(List.of("window", Numbers.time(plan.getWithin())));
    rows.add(
        List.of(
            "test",
            String.format(
                Locale.ROOT,
                "alpha %s, %d-sided, %s, looks %s%s",
                Numbers.plain(plan.getAlpha()),
                plan.getSides(),
                plan.getCorrection(),
                plan.getLooks(),
                plan.getAdjustment().isEmpty() || plan.getAdjustment().equals("NONE")
                    ? ""
                    : ", " + MetricTables.words(plan.getAdjustment()) + " adjusted")));
    rows.add(List.of("ship", plan.getShip()));
    rows.add(List.of("stop", plan.getStop()));
    return new Table(
        "Plan",
        DeviationTable.lead(report.getPlanRecord()),
        List.of(Column.words("what"), Column.words("value")),
        rows);
  }

  /** How a decision is to be taken. */
  public static Tone tone(Decision decision) {
    return switch (decision) {
      case DECISION_SHIP -> Tone.GOOD;
      case DECISION_STOP -> Tone.BAD;
      case DECISION_KEEP_RUNNING, DECISION_NO_DECISION -> Tone.CAUTION;
      case DECISION_UNSPECIFIED, UNRECOGNIZED -> Tone.NEUTRAL;
    };
  }

  private static Tone tone(FindingSeverity severity) {
    return switch (severity) {
      case FINDING_SEVERITY_ERROR -> Tone.BAD;
      case FINDING_SEVERITY_WARNING -> Tone.CAUTION;
      case FINDING_SEVERITY_INFO, FINDING_SEVERITY_UNSPECIFIED, UNRECOGNIZED -> Tone.NEUTRAL;
    };
  }
}
