package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftWeek;
import dev.firstvalue.validation.v1.LiftAttribution;
import dev.firstvalue.validation.v1.MixShift;
import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validation.v1.RevalidationRun;
import dev.firstvalue.validation.v1.RowShift;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of a revalidation: all definitions at a glance, then each by itself. */
public final class RevalidationPage {
  private final List<Section> sections = new ArrayList<>();

  private RevalidationPage() {}

  /** The page of a run. */
  public static Page of(RevalidationRun run) {
    RevalidationPage page = new RevalidationPage();
    page.overview(run);
    run.getReportsList().forEach(page::definition);
    return new Page(
        "Revalidation",
        run.getReportsList().stream()
            .map(RevalidationReport::getDefinition)
            .collect(Collectors.joining(", ")),
        "",
        EnumWords.word(run.getOutcome().getValueDescriptor()),
        tone(run.getOutcome()),
        run.getSentence(),
        page.sections);
  }

  private void overview(RevalidationRun run) {
    List<List<String>> rows = new ArrayList<>();
    for (RevalidationReport report : run.getReportsList()) {
      rows.add(
          List.of(
              report.getDefinition(),
              EnumWords.word(report.getOutcome().getValueDescriptor()),
              Numbers.reach(report.getReference().getReachability()),
              Numbers.reach(report.getRecent().getReachability()),
              Numbers.difference(report.getReference().getLift()),
              Numbers.difference(report.getRecent().getLift()),
              report.hasGoodUntil() ? Numbers.instant(report.getGoodUntil()) : Numbers.ABSENT));
    }
    sections.add(
        new Table(
            "Definitions",
            "Cohorts of the reference against those since.",
            List.of(
                Column.words("definition"),
                Column.words("outcome"),
                Column.numbers("reach then"),
                Column.numbers("since"),
                Column.numbers("lift then"),
                Column.numbers("since"),
                Column.words("stale on")),
            rows));
  }

  private void definition(RevalidationReport report) {
    RevalidationPlots plots = new RevalidationPlots(report);
    sections.add(checks(report));
    plots.reach().ifPresent(sections::add);
    plots.cusums().ifPresent(sections::add);
    plots.lift().ifPresent(sections::add);
    plots.mixes().ifPresent(sections::add);
    if (report.getWeeksCount() > 0) {
      sections.add(weeks(report));
    }
    if (report.getAttributionsCount() > 0) {
      sections.add(attributions(report));
    }
    if (report.getMixesCount() > 0) {
      sections.add(mixes(report));
    }
    if (report.getRowsCount() > 0) {
      sections.add(rows(report));
    }
    Table provenance = ProvenanceTable.of(report.getProvenance());
    sections.add(
        new Table(
            heading(report, "provenance"),
            provenance.lead(),
            provenance.columns(),
            provenance.rows()));
  }

  private static Section checks(RevalidationReport report) {
    List<Remark> remarks = new ArrayList<>();
    for (DriftCheck check : report.getChecksList()) {
      remarks.add(
          new Remark(
              tone(check.getSeverity()),
              EnumWords.word(check.getSeverity().getValueDescriptor()),
              check.getRule(),
              check.getMessage()));
    }
    return new Section.Remarks(heading(report, "checks"), lead(report), remarks);
  }

  private static String lead(RevalidationReport report) {
    StringBuilder lead = new StringBuilder();
    if (report.hasReferenceUntil()) {
      String source =
          switch (report.getReferenceSource()) {
            case "ASKED" -> "as asked";
            case "LAST_REPORT" -> "what the last report judged";
            default -> "all but the newest";
          };
      lead.append("The reference are cohorts before ")
          .append(Numbers.instant(report.getReferenceUntil()))
          .append(" (")
          .append(source)
          .append("). ");
    }
    if (report.hasGoodUntil()) {
      lead.append("The outcome is the worst of these. It goes stale on ")
          .append(Numbers.instant(report.getGoodUntil()))
          .append('.');
    }
    return lead.toString();
  }

  private static Section weeks(RevalidationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (DriftWeek week : report.getWeeksList()) {
      rows.add(
          List.of(
              week.getWeek(),
              week.getReference() ? "reference" : "recent",
              Numbers.count(week.getReachability().getEligible()),
              rate(week.getReachability().hasRate(), week.getReachability().getRate()),
              Numbers.percentInterval(
                  week.getReachability().hasInterval(), week.getReachability().getInterval()),
              Numbers.difference(week.getLift())));
    }
    return new Table(
        heading(report, "by week of time zero"),
        "Weeks of which every " + report.getEntity() + " was watched to the end of its window.",
        List.of(
            Column.words("week"),
            Column.words("period"),
            Column.numbers(report.getEntity() + "s"),
            Column.numbers("reach"),
            Column.numbers("interval"),
            Column.numbers("lift")),
        rows);
  }

  private static Section attributions(RevalidationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (LiftAttribution parts : report.getAttributionsList()) {
      rows.add(
          List.of(
              parts.getSegment(),
              Numbers.points(parts.getChange()),
              parts.hasDataQuality() ? Numbers.points(parts.getDataQuality()) : Numbers.ABSENT,
              parts.hasMix() ? Numbers.points(parts.getMix()) : Numbers.ABSENT,
              parts.hasWithin() ? Numbers.points(parts.getWithin()) : Numbers.ABSENT));
    }
    return new Table(
        heading(report, "what the change of lift is made of"),
        "Data quality: cohorts watched while a used event or property was not as before. Mix: other"
            + " shares of the segments. Within: other retention inside them. The three add up; a"
            + " dash means that no recent cohort is sound.",
        List.of(
            Column.words("segment"),
            Column.numbers("change"),
            Column.numbers("data quality"),
            Column.numbers("mix"),
            Column.numbers("within")),
        rows);
  }

  private static Section mixes(RevalidationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (MixShift mix : report.getMixesList()) {
      rows.add(
          List.of(
              mix.getSegment(),
              String.format(Locale.ROOT, "%.3f", mix.getIndex()),
              mix.hasLine() ? String.format(Locale.ROOT, "%.3f", mix.getLine()) : Numbers.ABSENT,
              mix.hasLine() ? mix.getIndex() > mix.getLine() ? "yes" : "no" : Numbers.ABSENT,
              mix.getIndex() >= 0.25 ? "much" : mix.getIndex() >= 0.1 ? "a little" : "no",
              Numbers.count(mix.getFilledValues())));
    }
    return new Table(
        heading(report, "mix of segments"),
        "The stability index of each segment. Chance alone crosses the line once in twenty; from"
            + " 0.1 on a shift matters a little, from 0.25 on much. Values empty on one side got"
            + " half an entity there.",
        List.of(
            Column.words("segment"),
            Column.numbers("index"),
            Column.numbers("line of chance"),
            Column.words("real"),
            Column.words("matters"),
            Column.numbers("filled values")),
        rows);
  }

  private static Section rows(RevalidationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (RowShift shift : report.getRowsList()) {
      boolean property = !shift.getProperty().isEmpty();
      rows.add(
          List.of(
              shift.getEvent(),
              property ? shift.getProperty() : "(rows a week)",
              property
                  ? share(shift.getReferenceGood(), shift.getReferenceRows())
                  : weekly(shift.hasReferenceWeekly(), shift.getReferenceWeekly()),
              property
                  ? share(shift.getRecentGood(), shift.getRecentRows())
                  : weekly(shift.hasRecentWeekly(), shift.getRecentWeekly()),
              String.join(", ", shift.getWrongWeeksList())));
    }
    return new Table(
        heading(report, "rows"),
        "Rows of the used events in the median whole week, and the share of them in which a used"
            + " property holds a value of its type.",
        List.of(
            Column.words("event"),
            Column.words("property"),
            Column.numbers("then"),
            Column.numbers("since"),
            Column.words("weeks in which it is wrong")),
        rows);
  }

  private static String share(long good, long rows) {
    return rows == 0 ? Numbers.ABSENT : Numbers.percent((double) good / rows);
  }

  private static String weekly(boolean present, double rows) {
    return present ? String.format(Locale.ROOT, "%,.0f", rows) : Numbers.ABSENT;
  }

  private static String rate(boolean present, double rate) {
    return present ? Numbers.percent(rate) : Numbers.ABSENT;
  }

  static String heading(RevalidationReport report, String what) {
    return report.getDefinition() + ": " + what;
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
