package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.Outlook;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far the experiment is, and how its plan lets it be read. */
final class OutlookTable {
  private OutlookTable() {}

  static Optional<Section> of(LiftReport report) {
    Outlook outlook = report.getOutlook();
    List<List<String>> rows = new ArrayList<>();
    if (outlook.hasInformation()) {
      rows.add(List.of("information so far", Numbers.percent(outlook.getInformation())));
    }
    if (outlook.hasVarianceSaved()) {
      rows.add(
          List.of(
              "variance saved, so that fewer are needed",
              Numbers.percent(outlook.getVarianceSaved())));
    }
    if (outlook.hasDesignEffect()) {
      rows.add(
          List.of(
              "design effect of clusters, by which more are needed",
              String.format(Locale.ROOT, "%.2f", outlook.getDesignEffect())));
    }
    if (outlook.hasLook()) {
      rows.add(List.of("planned look", outlook.getLook() + " of " + outlook.getPlannedLooks()));
    }
    if (outlook.hasCritical()) {
      rows.add(
          List.of("boundary of |z|", String.format(Locale.ROOT, "%.3f", outlook.getCritical())));
    }
    rows.addAll(powers(outlook));
    if (outlook.hasAnswerDue()) {
      rows.add(List.of("answer due", Numbers.instant(outlook.getAnswerDue())));
    }
    return outlook.getSentence().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "How it may be read",
                outlook.getSentence(),
                List.of(Column.words("what"), Column.words("value")),
                rows));
  }

  /** One for each arm where there are several, which share alpha. */
  private static List<List<String>> powers(Outlook outlook) {
    String chance = "chance of a significant end if the smallest effect is there";
    if (outlook.getConditionalPowersCount() < 2) {
      return outlook.hasConditionalPower()
          ? List.of(List.of(chance, Numbers.percent(outlook.getConditionalPower())))
          : List.of();
    }
    return outlook.getConditionalPowersList().stream()
        .map(
            one ->
                List.of(
                    chance + ": " + one.getArm() + ", at alpha " + Numbers.plain(one.getAlpha()),
                    Numbers.percent(one.getValue())))
        .toList();
  }
}
