package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.reporting.page.Section.Remarks;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.BiasLadder;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LadderRow;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.LateActivators;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bias ladder: the main plot of the page, a row each, and what each row says. */
final class LadderSection {
  private static final String HEADING = "What the lift is made of";

  private LadderSection() {}

  static List<Section> of(ValidationReport report) {
    if (!report.hasLadder()) {
      return List.of();
    }
    BiasLadder ladder = report.getLadder();
    List<Section> sections = new ArrayList<>();
    plot(ladder).ifPresent(sections::add);
    sections.add(table(ladder, !sections.isEmpty()));
    sections.add(words(ladder));
    return sections;
  }

  private static Optional<Section> plot(BiasLadder ladder) {
    JsonArray rows = new JsonArray();
    for (LadderRow row : ladder.getRowsList()) {
      if (row.getDifference().hasEstimate()) {
        double estimate = row.getDifference().getEstimate();
        Interval interval = row.getDifference().getInterval();
        new Plots.Row()
            .with("segment", name(row.getStep()))
            .with("estimate", estimate)
            .with("low", interval.hasLow() ? interval.getLow() : estimate)
            .with("high", interval.hasHigh() ? interval.getHigh() : estimate)
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        HEADING,
        "One lift asked six ways, from top to bottom. " + ladder.getSentence(),
        "The difference in retention with its interval, for each row of the bias ladder; a line"
            + " marks no difference",
        Plots.differences("difference in retention, with interval", rows));
  }

  private static Section table(BiasLadder ladder, boolean plotted) {
    List<List<String>> rows = new ArrayList<>();
    for (LadderRow row : ladder.getRowsList()) {
      rows.add(
          List.of(
              name(row.getStep()) + (row.getStep() == ladder.getDecides() ? " (decides)" : ""),
              Numbers.difference(row.getDifference()),
              Numbers.count(row.getEntities())
                  + (row.hasShare() ? " = " + Numbers.percent(row.getShare()) : ""),
              row.hasUnsupported() ? Numbers.percent(row.getUnsupported()) : Numbers.ABSENT));
    }
    return new Table(
        plotted ? "The rows of the ladder" : HEADING,
        lead(ladder),
        List.of(
            Column.words("row"),
            Column.numbers("difference"),
            Column.numbers("looks at"),
            Column.numbers("nobody to compare with")),
        rows);
  }

  private static Section words(BiasLadder ladder) {
    List<Remark> remarks = new ArrayList<>();
    for (LadderRow row : ladder.getRowsList()) {
      remarks.add(
          new Remark(
              Tone.NEUTRAL,
              row.getDifference().hasEstimate()
                  ? Numbers.points(row.getDifference().getEstimate())
                  : Numbers.absent(row.getDifference()),
              name(row.getStep()),
              row.getSentence()));
    }
    LateActivators late = ladder.getLate();
    if (late.getEntities() > 0) {
      remarks.add(
          new Remark(
              Tone.NEUTRAL,
              Numbers.count(late.getEntities()),
              "too late",
              "So many reached value after the window and before that of the outcome; "
                  + retained(late)
                  + ". Below the first row they stand among those who did not reach it."));
    }
    return new Remarks("What each row says", "", remarks);
  }

  private static String retained(LateActivators late) {
    return late.hasRate()
        ? Numbers.percent(late.getRate())
            + " of them ("
            + Numbers.percentInterval(late.hasInterval(), late.getInterval())
            + ") are retained"
        : Numbers.TOO_FEW + " to say how many of them are retained";
  }

  private static String lead(BiasLadder ladder) {
    String clusters =
        ladder.hasClusters()
            ? " Intervals are over "
                + Numbers.count(ladder.getClusters())
                + " accounts, as people of one account are alike."
            : "";
    return "No row shows a cause: a hidden trait behind both reaching value and staying is in every"
        + " one of them."
        + clusters;
  }

  static String name(LadderStep step) {
    return switch (step) {
      case LADDER_STEP_ANY_TIME -> "at any time";
      case LADDER_STEP_FIXED_WINDOW -> "within the window";
      case LADDER_STEP_ALIVE_AT_END -> "alive at its end";
      case LADDER_STEP_SAME_DAY -> "same day, same activity";
      case LADDER_STEP_KNOWN_AT_START -> "known at time zero";
      case LADDER_STEP_VOLUME_ADJUSTED -> "known, and as active";
      case LADDER_STEP_UNSPECIFIED, UNRECOGNIZED -> Numbers.ABSENT;
    };
  }
}
