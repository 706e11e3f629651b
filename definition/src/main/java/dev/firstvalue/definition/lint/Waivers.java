package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.v1.Waiver;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Breaches that the policy accepts for a time. */
public final class Waivers {
  /** Rules on the data and on changes: checked elsewhere, and waived in the same place. */
  private static final List<String> BEYOND_FILES =
      List.of(
          "reach-too-low",
          "reach-too-high",
          "reach-too-early",
          "lift-too-low",
          "lift-too-few",
          "lift-undecided",
          "lift-reversed",
          "segments-disagree",
          "variant-unearned",
          "sample-too-small",
          "property-missing",
          "property-mistyped",
          "events-silent",
          "volume-unusual",
          "rows-without-entity",
          "active-before-start",
          "aliases-in-conflict",
          "ids-repeated",
          "rows-late",
          "clock-wrong",
          "reach-drifted",
          "lift-changed",
          "mix-shifted",
          "schema-changed",
          "volume-changed",
          "goodhart-alarm",
          "reference-too-small",
          "change-narrows",
          "change-widens",
          "change-shifts",
          "change-redefines",
          "still-depended-on");

  /** The ids of every rule that can be waived. */
  static final List<String> RULES =
      Stream.concat(
              Arrays.stream(LintRule.values()).filter(LintRule::waivable).map(LintRule::id),
              BEYOND_FILES.stream())
          .toList();

  private Waivers() {}

  /** The findings with those waived that the policy waives on a day; the last day counts. */
  static List<Finding> apply(List<Finding> findings, List<Waiver> waivers, LocalDate today) {
    return findings.stream().map(finding -> apply(finding, waivers, today)).toList();
  }

  /** The waiver of a rule for a definition that holds on a day; the last day counts. */
  public static Optional<Waiver> holding(
      List<Waiver> waivers, String rule, String definition, LocalDate today) {
    return waivers.stream()
        .filter(waiver -> waiver.getRule().equals(rule))
        .filter(waiver -> waiver.getDefinition().equals(definition))
        .filter(waiver -> until(waiver).filter(day -> !day.isBefore(today)).isPresent())
        .findFirst();
  }

  /** The last day of a waiver; empty if there is no such day. */
  static Optional<LocalDate> until(Waiver waiver) {
    try {
      return Optional.of(LocalDate.parse(waiver.getUntil()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Finding apply(Finding finding, List<Waiver> waivers, LocalDate today) {
    if (LintRule.of(finding.rule()).filter(LintRule::waivable).isEmpty()) {
      return finding;
    }
    return waivers.stream()
        .filter(waiver -> waiver.getRule().equals(finding.rule()))
        .filter(
            // A proposal lies elsewhere, under the same name.
            waiver -> finding.file().endsWith("/" + waiver.getDefinition() + ".yaml"))
        .filter(waiver -> until(waiver).filter(day -> !day.isBefore(today)).isPresent())
        .findFirst()
        .map(
            waiver ->
                finding.waived(
                    waiver.getReason()
                        + " ("
                        + waiver.getApprover()
                        + ", until "
                        + waiver.getUntil()
                        + ")"))
        .orElse(finding);
  }
}
