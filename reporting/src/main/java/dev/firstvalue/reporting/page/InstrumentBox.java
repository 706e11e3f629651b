package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.InstrumentalEstimate;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What experiments say reaching value does: a box of its own beside the ladder. */
final class InstrumentBox {
  private InstrumentBox() {}

  static List<Section> of(ValidationReport report) {
    if (report.getInstrumentsCount() == 0) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (InstrumentalEstimate one : report.getInstrumentsList()) {
      rows.add(
          List.of(
              one.getExperiment() + ": " + one.getArm() + " − " + one.getAgainst(),
              one.getOutcome(),
              Numbers.count(one.getEntities()),
              Numbers.difference(one.getActivation()),
              Numbers.difference(one.getOutcomeDifference()),
              one.hasEffect() ? Numbers.points(one.getEffect()) : Numbers.ABSENT,
              one.hasFirstStageF()
                  ? String.format(Locale.ROOT, "%.1f", one.getFirstStageF())
                  : Numbers.ABSENT,
              one.hasPValue() ? Numbers.pValue(one.getPValue()) : Numbers.ABSENT,
              one.getSentence()));
    }
    return List.of(
        new Table(
            "What experiments say value does",
            "Of those whom an arm moved to reach value, if arms act on the outcome through it"
                + " alone. It is no row of the ladder: other people, counted from first exposure"
                + " on, and another question. An effect beside an F below 10 says little.",
            List.of(
                Column.words("experiment"),
                Column.words("outcome"),
                Column.numbers(report.getEntity() + "s"),
                Column.numbers("activation"),
                Column.numbers("outcome moved"),
                Column.numbers("effect of value"),
                Column.numbers("F"),
                Column.numbers("p"),
                Column.words("in words")),
            rows));
  }
}
