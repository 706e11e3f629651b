package dev.firstvalue.cli.check;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
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
 * @param definitions what becomes of each definition that is touched
 */
record CheckResult(String base, String prefix, Findings lint, List<Measured> definitions) {
  private static final String CHANGE_RULE = "definition-changed";

  CheckResult {
    definitions = List.copyOf(definitions);
  }

  /** Whether something stands in the way. */
  boolean blocks() {
    return verdicts().and(lint).block();
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

  /** Lint, verdicts and changes as findings, with files as the working copy names them. */
  Findings everything() {
    List<Finding> all = new ArrayList<>(lint.and(verdicts()).all());
    for (Measured measured : definitions) {
      Proposal proposal = measured.proposal();
      all.add(
          Finding.of(
              CHANGE_RULE,
              Severity.INFO,
              proposal.file(),
              Position.FILE,
              "",
              proposal.name() + ": " + proposal.sentence()));
    }
    return Findings.of(all).below(prefix);
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
