package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.RepeatRate;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Whether those who reached value came back to it. */
final class RepeatSection {
  private RepeatSection() {}

  static List<Section> of(ValidationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (RepeatRate rate : report.getRepeatsList()) {
      rows.add(
          List.of(
              "within " + Numbers.time(rate.getWithin()),
              Numbers.count(rate.getReached()),
              Numbers.count(rate.getAgain()),
              rate.hasRate()
                  ? Numbers.percent(rate.getRate())
                  : rate.getReached() > 0 ? Numbers.TOO_FEW : Numbers.ABSENT,
              Numbers.percentInterval(rate.hasInterval(), rate.getInterval())));
    }
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new Table(
                "Coming back to value",
                "Of those who reached value and have been known for long enough, who reached it"
                    + " once more: the value event read afresh on what came after the first time."
                    + (report.getRepeatsList().stream().anyMatch(RepeatRate::hasClusters)
                        ? " Intervals are over accounts."
                        : ""),
                List.of(
                    Column.words("again"),
                    Column.numbers("of"),
                    Column.numbers("again"),
                    Column.numbers("rate"),
                    Column.numbers("interval")),
                rows));
  }
}
