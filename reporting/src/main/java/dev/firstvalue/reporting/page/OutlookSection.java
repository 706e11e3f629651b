package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.DetectableRise;
import dev.firstvalue.validation.v1.ExperimentOutlook;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an experiment on the definition could show, and when. */
final class OutlookSection {
  private OutlookSection() {}

  static List<Section> of(ValidationReport report) {
    if (!report.hasOutlook()) {
      return List.of();
    }
    ExperimentOutlook outlook = report.getOutlook();
    List<List<String>> rows = new ArrayList<>();
    if (outlook.hasWeeksToVerdict()) {
      rows.add(
          List.of(
              "a rise of " + Numbers.rise(outlook.getEffect()),
              Numbers.count(outlook.getWeeksToVerdict())
                  + " weeks, "
                  + Numbers.count(outlook.getEntitiesPerArm())
                  + " "
                  + report.getEntity()
                  + "s an arm"));
    }
    for (DetectableRise rise : outlook.getDetectableList()) {
      rows.add(
          List.of(
              "the least rise after "
                  + rise.getWeeks()
                  + (rise.getWeeks() == 1 ? " week" : " weeks")
                  + " of starts",
              rise.hasRise() ? Numbers.rise(rise.getRise()) : "none"));
    }
    if (rows.isEmpty()) {
      rows.add(List.of("a rise of " + Numbers.rise(outlook.getEffect()), "not known"));
    }
    return List.of(
        new Table(
            "What an experiment could show",
            String.format(
                    Locale.ROOT,
                    "Two equal arms, alpha %.2g two-sided, power %s, reach as today (%s)",
                    outlook.getAlpha(),
                    Numbers.percent(outlook.getPower()),
                    Numbers.percent(outlook.getBaseline()))
                + (outlook.getWeeklyStarts() > 0
                    ? String.format(
                        Locale.ROOT,
                        ", %,.0f new %ss a week; the window of the last starts comes on top.",
                        outlook.getWeeklyStarts(),
                        report.getEntity())
                    : ".")
                + (outlook.getNote().isEmpty()
                    ? ""
                    : " Not all is known: " + outlook.getNote() + "."),
            List.of(Column.words("what"), Column.numbers("when, or how much")),
            rows));
  }
}
