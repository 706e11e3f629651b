package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.MethodUse;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** What the numbers of a report were made by. */
final class MethodTable {
  private MethodTable() {}

  static List<Section> of(ValidationReport report) {
    if (report.getMethodsCount() == 0) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (MethodUse method : report.getMethodsList()) {
      rows.add(List.of(method.getMethod(), method.getQuantity(), method.getSource()));
    }
    return List.of(
        new Table(
            "Methods",
            report.getProvenance().hasSeed()
                ? "Random steps are from seed " + report.getProvenance().getSeed() + "."
                : "No step is random, so there is no seed.",
            List.of(
                Column.words("method"), Column.words("what it was used for"), Column.words("from")),
            rows));
  }
}
