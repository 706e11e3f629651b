package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.ArmMetric;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricForm;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.experiment.v1.MetricRole;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The metrics beside activation: a table for each role, a row for each metric and arm. */
final class MetricTables {
  private MetricTables() {}

  static List<Section> of(LiftReport report) {
    List<Section> sections = new ArrayList<>();
    add(
        sections,
        report,
        MetricRole.METRIC_ROLE_GUARDRAIL,
        "Guardrails",
        "Passed: shown to be no worse than the control by more than the margin. p is that of the"
            + " test against the margin.");
    add(
        sections,
        report,
        MetricRole.METRIC_ROLE_SECONDARY,
        "Further metrics",
        "Each in its own window from first exposure. Metrics that the decision calls share alpha by"
            + " Holm; of the others the adjusted p is a false discovery rate.");
    add(
        sections,
        report,
        MetricRole.METRIC_ROLE_DESCRIPTIVE,
        "Activation by day",
        "Of entities that were watched that long; shown, never decided by.");
    return sections;
  }

  private static void add(
      List<Section> sections, LiftReport report, MetricRole role, String heading, String lead) {
    List<List<String>> rows = new ArrayList<>();
    boolean guards = role == MetricRole.METRIC_ROLE_GUARDRAIL;
    for (MetricResult metric : report.getMetricsList()) {
      if (metric.getRole() == role) {
        rows.addAll(rows(metric, guards));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    sections.add(
        new Table(
            heading,
            lead,
            List.of(
                Column.words("metric"),
                Column.words("arm"),
                Column.numbers("entities"),
                Column.numbers("value"),
                Column.numbers("difference"),
                Column.numbers("p"),
                guards ? Column.words("margin") : Column.numbers("adjusted p"),
                Column.words("by")),
            rows));
  }

  private static List<List<String>> rows(MetricResult metric, boolean guards) {
    List<List<String>> rows = new ArrayList<>();
    for (ArmMetric arm : metric.getArmsList()) {
      Comparison comparison =
          metric.getComparisonsList().stream()
              .filter(one -> one.getArm().equals(arm.getArm()))
              .findFirst()
              .orElse(Comparison.getDefaultInstance());
      boolean control = comparison.getArm().isEmpty();
      rows.add(
          List.of(
              name(metric),
              arm.getArm(),
              Numbers.count(arm.getEntities()),
              arm.hasValue() ? value(metric, arm.getValue()) : note(arm.getNote()),
              control ? "" : difference(metric, comparison.getDifference()),
              comparison.hasPValue()
                  ? Numbers.pValue(comparison.getPValue())
                  : control ? "" : Numbers.ABSENT,
              control ? "" : guards ? verdict(metric, comparison) : adjusted(comparison),
              control ? "" : how(comparison)));
    }
    return rows;
  }

  /** A metric's name with its window, and what is done to its values. */
  static String name(MetricResult metric) {
    StringBuilder name = new StringBuilder(metric.getName());
    name.append(", ");
    if (metric.hasFrom()) {
      name.append(Numbers.time(metric.getFrom())).append(" to ");
    }
    name.append(Numbers.time(metric.getWithin()));
    if (metric.hasQuantile()) {
      name.append(", quantile ").append(Numbers.plain(metric.getQuantile()));
    }
    if (metric.hasCap()) {
      name.append(", cut at ").append(Numbers.plain(metric.getCap()));
    }
    return name.toString();
  }

  private static String note(String note) {
    return note.isEmpty() ? Numbers.ABSENT : note;
  }

  private static String value(MetricResult metric, double value) {
    return switch (metric.getForm()) {
      case METRIC_FORM_SHARE -> Numbers.percent(value);
      case METRIC_FORM_TIME_TO_VALUE -> String.format(Locale.ROOT, "%.2f d", value);
      case METRIC_FORM_COUNT,
          METRIC_FORM_SUM,
          METRIC_FORM_RATIO,
          METRIC_FORM_QUANTILE,
          METRIC_FORM_UNSPECIFIED,
          UNRECOGNIZED ->
          amount("", value);
    };
  }

  /** A difference in the unit of a metric. */
  static String difference(MetricResult metric, Estimate estimate) {
    if (metric.getForm() == MetricForm.METRIC_FORM_SHARE) {
      return Numbers.difference(estimate);
    }
    if (!estimate.hasEstimate()) {
      return Numbers.ABSENT;
    }
    Interval limits = estimate.getInterval();
    return amount("+", estimate.getEstimate())
        + (metric.getForm() == MetricForm.METRIC_FORM_TIME_TO_VALUE ? " d" : "")
        + (limits.hasLow() && limits.hasHigh()
            ? " (" + amount("+", limits.getLow()) + " to " + amount("+", limits.getHigh()) + ")"
            : "");
  }

  /** Four digits, and all before the point. */
  private static String amount(String sign, double amount) {
    // A zero has no sign.
    return amount == 0
        ? "0"
        : String.format(
            Locale.ROOT, "%" + sign + (Math.abs(amount) >= 9999.5 ? ",.0f" : ".4g"), amount);
  }

  private static String verdict(MetricResult metric, Comparison comparison) {
    String margin =
        metric.getWorse().toLowerCase(Locale.ROOT)
            + " by "
            + (metric.getForm() == MetricForm.METRIC_FORM_SHARE
                ? Numbers.plain(metric.getMargin() * 100) + " pt"
                : Numbers.plain(metric.getMargin()))
            + ": ";
    return margin + (comparison.getPassed() ? "passed" : "not passed");
  }

  private static String adjusted(Comparison comparison) {
    return comparison.hasAdjustedPValue()
        ? Numbers.pValue(comparison.getAdjustedPValue())
        : Numbers.ABSENT;
  }

  private static String how(Comparison comparison) {
    String words = words(comparison.getMethod());
    return comparison.getNote().isEmpty()
        ? words
        : words.isEmpty() ? comparison.getNote() : words + "; " + comparison.getNote();
  }

  /** A method's name as words. */
  static String words(String method) {
    return method.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
