package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.PastActivity;
import dev.firstvalue.experiment.v1.PastDifference;
import dev.firstvalue.experiment.v1.PastOfArm;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;

/** What entities did before their first exposure, by arm. */
final class PastTables {
  private PastTables() {}

  static List<Section> of(LiftReport report) {
    List<Section> tables = new ArrayList<>();
    for (PastActivity past : report.getPastList()) {
      List<List<String>> rows = new ArrayList<>();
      for (PastOfArm arm : past.getArmsList()) {
        PastDifference difference =
            past.getDifferencesList().stream()
                .filter(one -> one.getArm().equals(arm.getArm()))
                .findFirst()
                .orElse(PastDifference.getDefaultInstance());
        rows.add(
            List.of(
                arm.getArm(),
                Numbers.count(arm.getEntities()),
                Numbers.count(arm.getUnknown()),
                Numbers.count(arm.getWithout()),
                arm.hasMean() ? Numbers.amount(arm.getMean()) : Numbers.ABSENT,
                Numbers.amountDifference(difference.getDifference()),
                difference.hasPValue() ? Numbers.pValue(difference.getPValue()) : Numbers.ABSENT,
                note(difference)));
      }
      tables.add(
          new Table(
              "Before exposure: " + past.getName(),
              what(past) + " " + past.getSentence(),
              List.of(
                  Column.words("arm"),
                  Column.numbers(LiftWords.counted(report)),
                  Column.numbers("not known"),
                  Column.numbers("none"),
                  Column.numbers("mean"),
                  Column.numbers("less control's"),
                  Column.numbers("p"),
                  Column.words("note")),
              rows));
    }
    return tables;
  }

  private static String what(PastActivity past) {
    return (past.getEventsCount() == 0
            ? "Events of any name"
            : "Events " + String.join(", ", past.getEventsList()))
        + " in the "
        + Numbers.time(past.getLookback())
        + " before first exposure: only chance can make arms differ in it.";
  }

  private static String note(PastDifference difference) {
    String flip = difference.getSignFlip() ? "the effect has another sign with it taken out" : "";
    return difference.getNote().isEmpty() || flip.isEmpty()
        ? difference.getNote() + flip
        : difference.getNote() + "; " + flip;
  }
}
