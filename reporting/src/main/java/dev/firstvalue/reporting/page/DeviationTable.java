package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was edited in a plan after it was frozen. */
final class DeviationTable {
  private static final int SHORT = 12;

  private DeviationTable() {}

  /** What stands above the plan: where it comes from. */
  static String lead(PlanRecord record) {
    String sentence = record.getSentence();
    return sentence.isEmpty()
        ? "As it was written."
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
  }

  static Optional<Section> of(PlanRecord record) {
    List<List<String>> rows = new ArrayList<>();
    for (PlanDeviation deviation : record.getDeviationsList()) {
      rows.add(
          List.of(
              deviation.getField(),
              deviation.hasBefore() ? deviation.getBefore() : Numbers.ABSENT,
              deviation.hasAfter() ? deviation.getAfter() : Numbers.ABSENT,
              deviation.getCommit().isEmpty()
                  ? "not committed"
                  : deviation
                      .getCommit()
                      .substring(0, Math.min(SHORT, deviation.getCommit().length())),
              deviation.hasCommittedAt() ? Numbers.instant(deviation.getCommittedAt()) : ""));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Deviations from the plan",
                "What was edited in the file after it was frozen, the oldest edit first.",
                List.of(
                    Column.words("field"),
                    Column.words("then"),
                    Column.words("edited to"),
                    Column.words("commit"),
                    Column.words("when")),
                rows));
  }
}
