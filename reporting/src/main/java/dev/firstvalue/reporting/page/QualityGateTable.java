package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.QualityGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What has to be in order with the rows before a verdict. */
final class QualityGateTable {
  private QualityGateTable() {}

  static Section of(List<QualityGate> gates) {
    List<List<String>> rows = new ArrayList<>();
    for (QualityGate gate : gates) {
      rows.add(
          List.of(
              gate.getRule(),
              EnumWords.word(gate.getOutcome().getValueDescriptor()).replace('_', ' '),
              gate.getFound(),
              limit(gate, gate.getDegrade()),
              limit(gate, gate.getBlock())));
    }
    return new Table(
        "Data quality gates",
        "Beyond the first limit the verdict is at most WARN, beyond the second there is none. The"
            + " limits are the policy's.",
        List.of(
            Column.words("gate"),
            Column.words("outcome"),
            Column.words("what was seen"),
            Column.numbers("degrades at"),
            Column.numbers("blocks at")),
        rows);
  }

  private static String limit(QualityGate gate, double limit) {
    return gate.getUnit().equals("DAYS")
        ? String.format(Locale.ROOT, "%.4g d", limit).replaceAll("\\.?0+ d$", " d")
        : Numbers.percent(limit);
  }
}
