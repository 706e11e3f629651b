package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reach and lift by segment. */
final class SegmentSection {
  private final ValidationReport report;

  private SegmentSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    if (report.getSegmentsList().isEmpty()) {
      return List.of();
    }
    SegmentSection section = new SegmentSection(report);
    List<Section> sections = new ArrayList<>();
    sections.add(section.table());
    section.plot().ifPresent(sections::add);
    return sections;
  }

  private Section table() {
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

  private Optional<Section> plot() {
    JsonArray rows = new JsonArray();
    for (Segment segment : report.getSegmentsList()) {
      if (segment.getReachability().hasRate()) {
        new Plots.Row()
            .with("segment", segmentName(segment))
            .with("estimate", segment.getReachability().getRate())
            .with("low", segment.getReachability().getInterval().getLow())
            .with("high", segment.getReachability().getInterval().getHigh())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Reach by segment",
        "",
        "Reach with its interval, by segment",
        Plots.shares("reach", rows));
  }

  private static String segmentName(Segment segment) {
    return segment.getName().replace("start.properties.", "")
        + " = "
        + (segment.hasValue() ? segment.getValue() : "unknown");
  }
}
