package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.FunnelStep;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.Population;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictFinding;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page of a validation report. */
public final class ValidationPage {
  private final ValidationReport report;
  private final ValidationPlots plots;

  private ValidationPage(ValidationReport report) {
    this.report = report;
    this.plots = new ValidationPlots(report);
  }

  /** The page of a report. */
  public static Page of(ValidationReport report) {
    return new ValidationPage(report).page();
  }

  private Page page() {
    List<Section> sections = new ArrayList<>();
    sections.add(remarks());
    sections.add(population());
    sections.add(reach());
    if (report.hasLift()) {
      sections.add(lift());
    }
    if (!report.getFunnelList().isEmpty()) {
      sections.add(funnel());
      plots.funnel().ifPresent(sections::add);
    }
    if (report.hasTimeToValue()) {
      sections.add(times());
      plots.times().ifPresent(sections::add);
    }
    if (!report.getSegmentsList().isEmpty()) {
      sections.add(segments());
      plots.segments().ifPresent(sections::add);
    }
    plots.cohorts().ifPresent(sections::add);
    sections.add(quality());
    sections.add(ProvenanceTable.of(report.getProvenance()));
    VerdictOutcome outcome = report.getVerdict().getOutcome();
    return new Page(
        "Validation report",
        report.getDefinition(),
        report.getTitle(),
        EnumWords.word(outcome.getValueDescriptor()),
        tone(outcome),
        report.getVerdict().getSentence(),
        sections);
  }

  private Section remarks() {
    List<Remark> remarks = new ArrayList<>();
    for (VerdictFinding finding : report.getVerdict().getFindingsList()) {
      remarks.add(
          new Remark(
              tone(finding.getSeverity()),
              EnumWords.word(finding.getSeverity().getValueDescriptor()),
              finding.getRule(),
              finding.getMessage()));
    }
    String lead =
        report.getVerdict().hasGoodUntil()
            ? "The verdict is the worst of these. It goes stale on "
                + Numbers.instant(report.getVerdict().getGoodUntil())
                + "."
            : "The verdict is the worst of these.";
    return new Section.Remarks("Findings", lead, remarks);
  }

  private Section population() {
    Population population = report.getPopulation();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("entered", Numbers.count(population.getEntities()), "time zero in the range"));
    rows.add(
        List.of(
            "eligible",
            Numbers.count(population.getEligible()),
            "watched to the end of the outcome, newness verified: the denominator below"));
    rows.add(
        List.of("immature", Numbers.count(population.getImmature()), "not yet watched that long"));
    rows.add(
        List.of(
            "newness unverified",
            Numbers.count(population.getNewnessUnverified()),
            "mature, but not known to be new"));
    if (population.getExcludedEntities() > 0) {
      rows.add(
          List.of(
              "excluded",
              Numbers.count(population.getExcludedEntities()),
              "out by the event model's rule on entities"));
    }
    if (population.getSetAsideEntities() > 0) {
      rows.add(
          List.of(
              "set aside",
              Numbers.count(population.getSetAsideEntities()),
              "more events than are counted of one " + report.getEntity()));
    }
    return new Table(
        "Who was looked at",
        "Eligible, immature and unverified add up to those who entered.",
        List.of(
            Column.words("population"),
            Column.numbers(report.getEntity() + "s"),
            Column.words("what it is")),
        rows);
  }

  private Section reach() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(reachRow("within " + report.getWithin(), report.getReachability()));
    rows.add(reachRow("within the first minutes", report.getFirstMinutes()));
    return new Table(
        "Reachability",
        "The share of eligible " + report.getEntity() + "s who reach value.",
        List.of(
            Column.words("reached"),
            Column.numbers("of"),
            Column.numbers("reached"),
            Column.numbers("rate"),
            Column.numbers("interval")),
        rows);
  }

  private static List<String> reachRow(
      String name, dev.firstvalue.validation.v1.Reachability reach) {
    return List.of(
        name,
        Numbers.count(reach.getEligible()),
        Numbers.count(reach.getReached()),
        reach.hasRate() ? Numbers.percent(reach.getRate()) : Numbers.ABSENT,
        Numbers.percentInterval(reach.hasInterval(), reach.getInterval()));
  }

  private Section lift() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(liftRow(report.getLift()));
    report.getLift().getOthersList().forEach(other -> rows.add(liftRow(other)));
    return new Table(
        "Retention lift",
        "Retention of those who reached value beside that of those who did not. It goes with"
            + " reaching value; it does not show what causes it.",
        List.of(
            Column.words("outcome"),
            Column.numbers("retained if reached"),
            Column.numbers("retained if not"),
            Column.numbers("difference"),
            Column.numbers("ratio")),
        rows);
  }

  private static List<String> liftRow(Lift lift) {
    return List.of(
        lift.getOutcome(),
        share(
            lift.hasRetainedIfReached(),
            lift.getRetainedIfReached(),
            lift.getTable().getReachedRetained(),
            lift.getTable().getReachedLost()),
        share(
            lift.hasRetainedIfNot(),
            lift.getRetainedIfNot(),
            lift.getTable().getOtherRetained(),
            lift.getTable().getOtherLost()),
        Numbers.difference(lift.getDifference()),
        Numbers.ratio(lift.getRatio()));
  }

  private static String share(boolean present, double share, int retained, int lost) {
    return present
        ? Numbers.percent(share)
            + " = "
            + Numbers.count(retained)
            + "/"
            + Numbers.count((long) retained + lost)
        : Numbers.ABSENT;
  }

  private Section funnel() {
    List<List<String>> rows = new ArrayList<>();
    for (FunnelStep step : report.getFunnelList()) {
      rows.add(
          List.of(
              step.getName(),
              Numbers.count(step.getReached()),
              step.hasRate() ? Numbers.percent(step.getRate()) : Numbers.ABSENT,
              Numbers.percentInterval(step.hasInterval(), step.getInterval()),
              Numbers.count(step.getStuck())));
    }
    return new Table(
        "The way to value",
        "How far eligible " + report.getEntity() + "s come, and where they stand.",
        List.of(
            Column.words("step"),
            Column.numbers("reached"),
            Column.numbers("share"),
            Column.numbers("interval"),
            Column.numbers("stand here")),
        rows);
  }

  private Section times() {
    TimeToValue times = report.getTimeToValue();
    String median =
        times.hasMedian()
            ? Numbers.time(times.getMedian())
            : "not reached within " + report.getWithin();
    String interval =
        times.hasInterval()
            ? (times.getInterval().hasLow()
                    ? Numbers.time(times.getInterval().getLow())
                    : Numbers.ABSENT)
                + " to "
                + (times.getInterval().hasHigh()
                    ? Numbers.time(times.getInterval().getHigh())
                    : "beyond the window")
            : Numbers.ABSENT;
    return new Table(
        "Time to value",
        "Over everyone who entered, the unfinished counted as such (Kaplan–Meier).",
        List.of(
            Column.numbers("entered"),
            Column.numbers("reached"),
            Column.numbers("median"),
            Column.numbers("interval")),
        List.of(
            List.of(
                Numbers.count(times.getEntities()),
                Numbers.count(times.getReached()),
                median,
                interval)));
  }

  private Section segments() {
    List<List<String>> rows = new ArrayList<>();
    for (Segment segment : report.getSegmentsList()) {
      rows.add(
          List.of(
              segmentName(segment),
              Numbers.count(segment.getReachability().getEligible()),
              segment.getReachability().hasRate()
                  ? Numbers.percent(segment.getReachability().getRate())
                  : "too few",
              Numbers.percentInterval(
                  segment.getReachability().hasInterval(), segment.getReachability().getInterval()),
              segment.getTooFew() ? "too few" : Numbers.difference(segment.getDifference())));
    }
    return new Table(
        "Segments",
        "Reach and lift where they were declared to differ. A difference between segments is not"
            + " tested here.",
        List.of(
            Column.words("segment"),
            Column.numbers("eligible"),
            Column.numbers("reach"),
            Column.numbers("interval"),
            Column.numbers("lift")),
        rows);
  }

  private Section quality() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("rows read", Numbers.count(report.getDataQuality().getRows())));
    rows.add(
        List.of(
            "rows without an entity", Numbers.count(report.getDataQuality().getWithoutEntity())));
    if (report.getDataQuality().hasDuplicates()) {
      rows.add(
          List.of("repeated event ids", Numbers.count(report.getDataQuality().getDuplicates())));
    }
    setAside().ifPresent(words -> rows.add(List.of("set aside", words)));
    aliases(report.getDataQuality()).ifPresent(words -> rows.add(List.of("aliases", words)));
    if (report.getDataQuality().hasNewest()) {
      rows.add(
          List.of(
              "from, to",
              Numbers.instant(report.getDataQuality().getOldest())
                  + ", "
                  + Numbers.instant(report.getDataQuality().getNewest())));
    }
    for (PropertyQuality property : report.getDataQuality().getPropertiesList()) {
      double total = Math.max(1, property.getRows());
      rows.add(
          List.of(
              property.getEvent() + ": " + property.getProperty(),
              Numbers.percent(property.getFilled() / total)
                  + " filled, "
                  + Numbers.percent(property.getMistyped() / total)
                  + " mistyped"));
    }
    return new Table(
        "Data quality",
        "The rows that the definition reads.",
        List.of(Column.words("what"), Column.numbers("value")),
        rows);
  }

  /** Who is set aside, by name. */
  private Optional<String> setAside() {
    List<String> named = report.getDataQuality().getSetAsideList();
    int more = report.getPopulation().getSetAsideEntities() - named.size();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", named) + (more > 0 ? " and " + Numbers.count(more) + " more" : ""));
  }

  /** What is odd about aliases, if anything is. */
  private static Optional<String> aliases(DataQuality quality) {
    return quality.getAliasConflicts() + quality.getAliasChains() == 0
        ? Optional.empty()
        : Optional.of(
            Numbers.count(quality.getAliasConflicts())
                + " with several ids, the newest counts; "
                + Numbers.count(quality.getAliasChains())
                + " of aliases, not followed");
  }

  static String segmentName(Segment segment) {
    return segment.getName().replace("start.properties.", "")
        + " = "
        + (segment.hasValue() ? segment.getValue() : "unknown");
  }

  private static Tone tone(VerdictOutcome outcome) {
    return switch (outcome) {
      case VERDICT_OUTCOME_PASS -> Tone.GOOD;
      case VERDICT_OUTCOME_WARN, VERDICT_OUTCOME_UNDECIDED -> Tone.CAUTION;
      case VERDICT_OUTCOME_FAIL -> Tone.BAD;
      case VERDICT_OUTCOME_UNSPECIFIED, UNRECOGNIZED -> Tone.NEUTRAL;
    };
  }
}
