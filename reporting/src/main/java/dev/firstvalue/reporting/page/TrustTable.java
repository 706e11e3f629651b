package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to hold before an effect is believed. */
final class TrustTable {
  private TrustTable() {}

  static Optional<Section> of(LiftReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (TrustCheck check : report.getChecksList()) {
      rows.add(
          List.of(
              check.getName(),
              EnumWords.word(check.getOutcome().getValueDescriptor()).replace('_', ' '),
              check.hasPValue() ? Numbers.pValue(check.getPValue()) : "",
              check.getMessage()));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Trust",
                "What has to hold before any effect is believed; a failed check withholds the"
                    + " decision. The alarm is below 0.001.",
                List.of(
                    Column.words("check"),
                    Column.words("outcome"),
                    Column.numbers("p"),
                    Column.words("what was seen")),
                rows));
  }
}
