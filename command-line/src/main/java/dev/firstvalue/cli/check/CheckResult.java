package dev.firstvalue.cli.check;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.HistoryRules;
import dev.firstvalue.definition.finding.Position;
import dev.firstvalue.definition.finding.Severity;
import dev.firstvalue.validation.v1.VerdictFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a check has found.
 *
 * @param base the commit that the working tree was compared with
 * @param prefix where the definitions repository lies in the working copy: empty, or ending in a
 *     slash
 * @param lint what lint says about the whole
 * @param changes the class of each change, as bad as the policy makes it
 * @param definitions what becomes of each definition that is touched
 * @param experiments the running and recent experiments of changed definitions, read both ways
 */
record CheckResult(
    String base,
    String prefix,
    Findings lint,
    Findings changes,
    List<Measured> definitions,
    List<ExperimentReading> experiments) {
  private static final String READ_RULE = "experiment-read-anew";

  CheckResult {
    definitions = List.copyOf(definitions);
    experiments = List.copyOf(experiments);
  }

  /** Whether something stands in the way. */
  boolean blocks() {
    return verdicts().and(lint).and(changes).block();
  }

  /** Findings of verdicts; UNDECIDED stands in the way as FAIL does. */
  Findings verdicts() {
    List<Finding> found = new ArrayList<>();
    for (Measured measured : definitions) {
      measured
          .after()
          .ifPresent(
              report ->
                  report.getVerdict().getFindingsList().stream()
                      .map(f -> finding(measured.proposal().file(), f))
                      .forEach(found::add));
    }
    return Findings.of(found);
  }

  /** The changes that the policy does not simply let through. */
  Findings changesToJudge() {
    return Findings.of(changes.all().stream().filter(f -> f.severity() != Severity.INFO).toList());
  }

  /** Lint, verdicts and changes as findings, with files as the working copy names them. */
  Findings everything() {
    List<Finding> all = new ArrayList<>(lint.and(verdicts()).and(changes).all());
    experiments.forEach(reading -> all.add(finding(reading)));
    return Findings.of(all).below(prefix);
  }

  /** A decision that would flip is for people to judge: it warns, and stands in nobody's way. */
  private static Finding finding(ExperimentReading reading) {
    List<String> parts = new ArrayList<>(List.of(reading.sentence()));
    parts.addAll(reading.lines());
    return Finding.of(
        reading.flips() ? HistoryRules.EXPERIMENT_FLIPS : READ_RULE,
        reading.flips() ? Severity.WARNING : Severity.INFO,
        reading.file(),
        Position.FILE,
        "spec.definition",
        String.join("; ", parts));
  }

  private static Finding finding(String file, VerdictFinding finding) {
    Severity severity =
        switch (finding.getSeverity()) {
          case VERDICT_OUTCOME_FAIL, VERDICT_OUTCOME_UNDECIDED -> Severity.ERROR;
          case VERDICT_OUTCOME_WARN -> Severity.WARNING;
          case VERDICT_OUTCOME_PASS -> Severity.INFO;
          case VERDICT_OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalStateException(
                  "severity: " + finding.getSeverity() + " (expected: a verdict's)");
        };
    return Finding.of(finding.getRule(), severity, file, Position.FILE, "", finding.getMessage());
  }
}
