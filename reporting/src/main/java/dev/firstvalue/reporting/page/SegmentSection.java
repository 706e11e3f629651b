package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.SegmentFamily;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    if (!report.getSegmentFamiliesList().isEmpty()) {
      sections.add(section.families());
    }
    section.lifts().ifPresent(sections::add);
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
                  : Numbers.TOO_FEW,
              Numbers.percentInterval(
                  segment.getReachability().hasInterval(), segment.getReachability().getInterval()),
              segment.getTooFew() ? Numbers.TOO_FEW : Numbers.difference(segment.getDifference()),
              segment.hasShrunken() ? Numbers.points(segment.getShrunken()) : Numbers.ABSENT,
              segment.hasAdjustedPValue()
                  ? Numbers.pValue(segment.getAdjustedPValue())
                  : Numbers.ABSENT));
    }
    return new Table(
        "Segments",
        "Reach and lift where they were declared to differ. Drawn: each lift drawn to the mean of"
            + " its segment, so that small values do not shout; p: Holm-adjusted over the values.",
        List.of(
            Column.words("segment"),
            Column.numbers("eligible"),
            Column.numbers("reach"),
            Column.numbers("interval"),
            Column.numbers("lift"),
            Column.numbers("drawn"),
            Column.numbers("p")),
        rows);
  }

  private Section families() {
    List<List<String>> rows = new ArrayList<>();
    for (SegmentFamily family : report.getSegmentFamiliesList()) {
      rows.add(
          List.of(
              family.getName().replace("start.properties.", ""),
              Numbers.count(family.getCompared())
                  + (family.getTooFew() > 0
                      ? ", " + Numbers.count(family.getTooFew()) + " too few"
                      : ""),
              EnumWords.word(family.getConsistency().getValueDescriptor()),
              family.hasPValue()
                  ? Numbers.pValue(family.getPValue())
                      + ", I² "
                      + Numbers.percent(family.getISquared())
                  : Numbers.ABSENT,
              family.hasOppositePValue()
                  ? Numbers.pValue(family.getOppositePValue())
                  : Numbers.ABSENT,
              mix(family, family.getMix().getCrude())
                  + (family.getMix().getReversed() ? ", reversed" : ""),
              mix(family, family.getMix().getStandardised()),
              mix(family, family.getMix().getMixEffect())));
    }
    return new Table(
        "Is lift one over the segments?",
        report.getSegmentFamiliesList().stream()
            .map(
                family ->
                    family.getName().replace("start.properties.", "")
                        + ": "
                        + family.getSentence()
                        + ".")
            .collect(Collectors.joining(" ")),
        List.of(
            Column.words("segment"),
            Column.numbers("values"),
            Column.words("direction"),
            Column.numbers("p, one size"),
            Column.numbers("p, one way"),
            Column.numbers("crude"),
            Column.numbers("= within"),
            Column.numbers("+ mix")),
        rows);
  }

  private static String mix(SegmentFamily family, double points) {
    return family.hasMix() ? Numbers.points(points) : Numbers.ABSENT;
  }

  private Optional<Section> lifts() {
    JsonArray rows = new JsonArray();
    for (Segment segment : report.getSegmentsList()) {
      if (segment.getDifference().hasEstimate()) {
        new Plots.Row()
            .with("segment", segmentName(segment))
            .with("estimate", segment.getDifference().getEstimate())
            .limits(segment.getDifference().getInterval())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Lift by segment",
        "",
        "Difference in retention with its interval, by segment",
        Plots.differences("lift", rows));
  }

  private Optional<Section> plot() {
    JsonArray rows = new JsonArray();
    for (Segment segment : report.getSegmentsList()) {
      if (segment.getReachability().hasRate()) {
        new Plots.Row()
            .with("segment", segmentName(segment))
            .with("estimate", segment.getReachability().getRate())
            .limits(segment.getReachability().getInterval())
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
