package dev.firstvalue.registry.gate;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.lint.Linter;
import java.time.LocalDate;
import java.util.List;

/** The rules on files, beside everything that main serves. */
public final class LintGate {
  private LintGate() {}

  /** An objection for each error that nobody waived. */
  public static List<Objection> check(Candidate candidate, LocalDate today) {
    return Linter.lint(candidate.after(), today).all().stream()
        .filter(Finding::blocks)
        .filter(finding -> finding.file().equals(candidate.definition().path()))
        .map(finding -> objection(candidate, finding))
        .toList();
  }

  private static Objection objection(Candidate candidate, Finding finding) {
    return new Objection(
        GateName.LINT,
        candidate.name(),
        finding.rule()
            + ": "
            + finding.file()
            + ":"
            + finding.line()
            + ": "
            + finding.explanation(),
        "Mend it, or have it waived in policy.yaml where docs/rules/"
            + finding.rule()
            + ".md says that it can be");
  }
}
