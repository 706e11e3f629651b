package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Alternative;
import dev.firstvalue.validation.v1.AlternativeRule;
import dev.firstvalue.validation.v1.DroppedCovariate;
import dev.firstvalue.validation.v1.NegativeControl;
import dev.firstvalue.validation.v1.Sensitivity;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much it would take to overturn the lift. */
final class SensitivitySection {
  private SensitivitySection() {}

  static List<Section> of(ValidationReport report) {
    if (!report.hasSensitivity()) {
      return List.of();
    }
    Sensitivity sensitivity = report.getSensitivity();
    List<Section> sections = new ArrayList<>();
    sections.add(hidden(sensitivity));
    if (sensitivity.getControlsCount() > 0) {
      sections.add(controls(sensitivity));
    }
    if (sensitivity.getAlternativesCount() > 0) {
      sections.add(alternatives(sensitivity));
    }
    return sections;
  }

  private static Section hidden(Sensitivity sensitivity) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ratio among the equally active",
            Numbers.ratio(sensitivity.getAdjustedRatio()),
            "of retention, all covariates held equal"));
    if (sensitivity.hasEValue()) {
      rows.add(
          List.of(
              "E-value",
              number(sensitivity.getEValue()),
              "so strong a hidden trait would explain it away"));
      rows.add(
          List.of(
              "E-value of the nearer limit",
              number(sensitivity.getEValueOfLimit()),
              "so strong a one would make it uncertain"));
    }
    for (DroppedCovariate dropped : sensitivity.getDroppedList()) {
      rows.add(
          List.of(
              "without " + dropped.getName(),
              Numbers.points(dropped.getDifference()),
              "holding it equal moves the difference by " + Numbers.points(dropped.getMoved())));
    }
    return new Table(
        "What a hidden trait would have to be",
        sensitivity.getSentence(),
        List.of(Column.words("what"), Column.numbers("value"), Column.words("what it is")),
        rows);
  }

  private static Section controls(Sensitivity sensitivity) {
    List<List<String>> rows = new ArrayList<>();
    for (NegativeControl control : sensitivity.getControlsList()) {
      rows.add(
          List.of(
              control.getEvent(),
              control.hasReach() ? Numbers.percent(control.getReach()) : Numbers.ABSENT,
              Numbers.difference(control.getDifference()),
              Numbers.difference(control.getAdjusted())));
    }
    String calibrated =
        sensitivity.hasCalibratedPValue()
            ? " Beside them the adjusted difference of this definition has p "
                + Numbers.pValue(sensitivity.getCalibratedPValue())
                + "."
            : "";
    return new Table(
        "Events that cannot matter",
        "A lift of theirs is an error of the method." + calibrated,
        List.of(
            Column.words("event"),
            Column.numbers("reach"),
            Column.numbers("difference"),
            Column.numbers("among the equally active")),
        rows);
  }

  private static Section alternatives(Sensitivity sensitivity) {
    List<List<String>> rows = new ArrayList<>();
    for (Alternative alternative : sensitivity.getAlternativesList()) {
      rows.add(
          List.of(
              rule(alternative.getRule()),
              alternative.hasReach() ? Numbers.percent(alternative.getReach()) : Numbers.ABSENT,
              Numbers.difference(alternative.getDifference()),
              EnumWords.word(alternative.getOutcome().getValueDescriptor())
                  + (alternative.getFlips() ? " (flips)" : "")));
    }
    return new Table(
        "Under other rules for the rows",
        "A verdict that hangs on how rows are told apart is one about the rows.",
        List.of(
            Column.words("rule"),
            Column.numbers("reach"),
            Column.numbers("deciding difference"),
            Column.words("verdict")),
        rows);
  }

  private static String rule(AlternativeRule rule) {
    return switch (rule) {
      case ALTERNATIVE_RULE_WITHOUT_IDENTITIES -> "ids as they are, no aliases";
      case ALTERNATIVE_RULE_WITH_REPEATED_IDS -> "repeated event ids counted";
      case ALTERNATIVE_RULE_WITHOUT_EQUAL_ROWS -> "equal rows counted once";
      case ALTERNATIVE_RULE_UNSPECIFIED, UNRECOGNIZED -> Numbers.ABSENT;
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
