package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.SegmentEffect;
import dev.firstvalue.experiment.v1.SegmentEffects;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The effect by the values of each covariate, and whether it differs by them. */
final class SegmentTables {
  private SegmentTables() {}

  static List<Section> of(LiftReport report) {
    List<Section> sections = new ArrayList<>();
    tests(report).ifPresent(sections::add);
    for (SegmentEffects one : report.getSegmentsList()) {
      forest(one).ifPresent(sections::add);
      values(one).ifPresent(sections::add);
    }
    return sections;
  }

  private static Optional<Section> tests(LiftReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (SegmentEffects one : report.getSegmentsList()) {
      rows.add(
          List.of(
              one.getCovariate(),
              one.getArm() + " − " + one.getAgainst(),
              one.hasStatistic()
                  ? String.format(
                      Locale.ROOT,
                      "%s %.2f on %d",
                      MetricTables.words(one.getMethod()),
                      one.getStatistic(),
                      one.getDegreesOfFreedom())
                  : Numbers.ABSENT,
              one.hasPValue() ? Numbers.pValue(one.getPValue()) : Numbers.ABSENT,
              one.hasAdjustedPValue() ? Numbers.pValue(one.getAdjustedPValue()) : Numbers.ABSENT,
              one.getSentence()));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Does the effect differ by segment?",
                "Segments are claimed to differ only where a test of interaction says so, after"
                    + " Benjamini and Hochberg over covariates and arms.",
                List.of(
                    Column.words("covariate"),
                    Column.words("comparison"),
                    Column.numbers("test"),
                    Column.numbers("p"),
                    Column.numbers("adjusted p"),
                    Column.words("what may be said")),
                rows));
  }

  private static Optional<Section> forest(SegmentEffects one) {
    JsonArray rows = new JsonArray();
    for (SegmentEffect segment : one.getSegmentsList()) {
      if (segment.getDifference().getInterval().hasLow()
          && segment.getDifference().getInterval().hasHigh()) {
        new Plots.Row()
            .with("segment", segment.getValue())
            .with("estimate", segment.getDifference().getEstimate())
            .with("low", segment.getDifference().getInterval().getLow())
            .with("high", segment.getDifference().getInterval().getHigh())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        one.getArm() + " by " + one.getCovariate(),
        one.getSentence() + ".",
        "Difference of activation to the control in each segment, with its interval",
        Plots.differences("difference of activation to the control", rows));
  }

  private static Optional<Section> values(SegmentEffects one) {
    List<List<String>> rows = new ArrayList<>();
    for (SegmentEffect segment : one.getSegmentsList()) {
      boolean both = segment.getArmEntities() > 0 && segment.getControlEntities() > 0;
      rows.add(
          List.of(
              segment.getValue()
                  + (segment.hasValues() ? ": " + segment.getValues() + " values" : ""),
              of(segment.getArmRate(), segment.getArmEntities(), both),
              of(segment.getControlRate(), segment.getControlEntities(), both),
              Numbers.difference(segment.getDifference()),
              segment.hasShrunken() ? Numbers.points(segment.getShrunken()) : Numbers.ABSENT,
              segment.hasAdjustedPValue()
                  ? Numbers.pValue(segment.getAdjustedPValue())
                  : Numbers.ABSENT,
              segment.getNote()));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                one.getArm() + " in each " + one.getCovariate(),
                "Shrunken is drawn to the mean of all segments as far as chance explains the"
                    + " difference: the better guess of a small one. The adjusted p is a false"
                    + " discovery rate over all segments, and says nothing of whether they differ.",
                List.of(
                    Column.words("value"),
                    Column.numbers(one.getArm()),
                    Column.numbers(one.getAgainst()),
                    Column.numbers("difference"),
                    Column.numbers("shrunken"),
                    Column.numbers("adjusted p"),
                    Column.words("note")),
                rows));
  }

  private static String of(double rate, int entities, boolean both) {
    return (both ? Numbers.percent(rate) : Numbers.ABSENT) + " of " + Numbers.count(entities);
  }
}
