package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.CohortTimes;
import dev.firstvalue.validation.v1.RestrictedMean;
import dev.firstvalue.validation.v1.TimeBin;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.TimeRate;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From time zero to first value. */
final class TimeToValueSection {
  /** Below it the weeks are said to differ. */
  private static final double DIFFERENT = 0.05;

  private final ValidationReport report;

  private TimeToValueSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    if (!report.hasTimeToValue()) {
      return List.of();
    }
    TimeToValueSection section = new TimeToValueSection(report);
    List<Section> sections = new ArrayList<>();
    sections.add(section.table());
    section.plot().ifPresent(sections::add);
    section.histogram().ifPresent(sections::add);
    return sections;
  }

  private Section table() {
    TimeToValue times = report.getTimeToValue();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "median",
            times.hasMedian()
                ? Numbers.time(times.getMedian())
                : "not reached within " + report.getWithin(),
            Numbers.timeInterval(times.hasInterval(), times.getInterval(), "beyond the window")));
    if (times.hasRestrictedMean()) {
      rows.add(
          List.of(
              "mean time without value, of the first "
                  + Numbers.time(times.getRestrictedMean().getHorizon()),
              Numbers.time(times.getRestrictedMean().getMean()),
              Numbers.timeInterval(
                  times.getRestrictedMean().hasInterval(),
                  times.getRestrictedMean().getInterval(),
                  Numbers.ABSENT)));
    }
    for (TimeRate rate : times.getRatesList()) {
      rows.add(
          List.of(
              "reached by " + Numbers.time(rate.getAt()),
              Numbers.percent(rate.getRate()),
              Numbers.percentInterval(rate.hasInterval(), rate.getInterval())));
    }
    return new Table(
        "Time to value",
        "Over everyone who entered, "
            + Numbers.count(times.getEntities())
            + ", the unfinished counted as such (Kaplan–Meier); "
            + Numbers.count(times.getReached())
            + " have reached value so far."
            + accounts()
            + byCohort(),
        List.of(Column.words("what"), Column.numbers("value"), Column.numbers("interval")),
        rows);
  }

  /** What the intervals are over, in a sentence. */
  private String accounts() {
    TimeToValue times = report.getTimeToValue();
    if (!times.hasClusters()) {
      return "";
    }
    return times.getNote().isEmpty()
        ? " Intervals are over " + Numbers.count(times.getClusters()) + " accounts."
        : " " + times.getNote() + ".";
  }

  /** Whether time to value is one over the weeks, in a sentence. */
  private String byCohort() {
    CohortTimes cohorts = report.getTimeToValue().getByCohort();
    if (!cohorts.hasPValue()) {
      return "";
    }
    String text =
        " Over "
            + cohorts.getCohorts()
            + " weeks of time zero the curves "
            + (cohorts.getPValue() < DIFFERENT ? "differ" : "cannot be told apart")
            + " (log-rank p "
            + Numbers.pValue(cohorts.getPValue())
            + ")";
    if (!cohorts.hasLaterLessEarlier()) {
      return text + ".";
    }
    RestrictedMean difference = cohorts.getLaterLessEarlier();
    return text
        + "; from the week of "
        + cohorts.getLaterFrom()
        + " on the mean differs by "
        + Numbers.timeDifference(difference.getMean())
        + " ("
        + Numbers.timeDifference(difference.getInterval().getLow())
        + " to "
        + Numbers.timeDifference(difference.getInterval().getHigh())
        + ").";
  }

  private Optional<Section> plot() {
    JsonArray rows = new JsonArray();
    for (TimePoint point : report.getTimeToValue().getCurveList()) {
      Plots.Row row =
          new Plots.Row().with("days", Numbers.days(point.getAt())).with("share", point.getShare());
      if (point.hasLow() && point.hasHigh()) {
        row.with("low", point.getLow()).with("high", point.getHigh());
      }
      row.addTo(rows);
    }
    return Plots.section(
        rows,
        "Share that reached value by time",
        "",
        "The share of entered entities that reached value, by days since time zero",
        Plots.of(
            """
            {"height": 220, "encoding": {"x": {"field": "days", "type": "quantitative", "title": "days since time zero"}},
             "layer": [
              {"mark": {"type": "area", "color": "#2f6db3", "opacity": 0.25, "interpolate": "step-after"},
               "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}},
              {"mark": {"type": "line", "color": "#2f6db3", "interpolate": "step-after"},
               "encoding": {"y": {"field": "share", "type": "quantitative", "scale": {"domainMin": 0}, "axis": {"format": ".3~%", "title": "reached value"}},
                "tooltip": [{"field": "days", "format": ".2f"}, {"field": "share", "format": ".1%"}]}}]}
            """,
            rows));
  }

  private Optional<Section> histogram() {
    JsonArray rows = new JsonArray();
    for (TimeBin bin : report.getTimeToValue().getHistogramList()) {
      new Plots.Row()
          .with("from", Numbers.days(bin.getFrom()))
          .with("to", Numbers.days(bin.getTo()))
          .with("reached", bin.getReached())
          .addTo(rows);
    }
    return Plots.section(
        rows,
        "When first value comes",
        "Of those watched through the window who reached it.",
        "How many reached value for the first time, by days since time zero",
        Plots.of(
            """
            {"height": 160, "mark": {"type": "bar", "color": "#2f6db3", "opacity": 0.7, "x2Offset": -1.5},
             "encoding": {"x": {"field": "from", "type": "quantitative", "title": "days since time zero", "axis": {"grid": false}}, "x2": {"field": "to"},
              "y": {"field": "reached", "type": "quantitative", "scale": {"zero": true}, "axis": {"title": "reached value", "format": ",d", "tickMinStep": 1}}, "y2": {"datum": 0},
              "tooltip": [{"field": "from", "format": ".2f"}, {"field": "to", "format": ".2f"}, {"field": "reached"}]}}
            """,
            rows));
  }
}
