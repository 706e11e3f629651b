package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.lint.Linter;
import dev.firstvalue.registry.publish.Candidate;
import dev.firstvalue.registry.publish.Gate;
import dev.firstvalue.registry.publish.GateResult;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictFinding;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The gate before main: lint, then a backtest on real events under the policy. */
public final class PublishGate implements Gate {
  private final Repository others;
  private final Supplier<FactSource> facts;
  private final Scope scope;
  private final Clock clock;

  /**
   * A gate.
   *
   * @param others the documents beside the candidate: the rules between definitions need them
   * @param facts opens the store; asked only for a candidate that passes lint
   */
  public PublishGate(Repository others, Supplier<FactSource> facts, Scope scope, Clock clock) {
    this.others = others;
    this.facts = facts;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public GateResult check(Candidate candidate, Optional<DefinitionVersion> active) {
    Repository proposed =
        new Repository(
                Optional.of(candidate.model()),
                candidate.policy(),
                others.definitions(),
                new TreeMap<>(),
                Findings.NONE)
            .with(candidate.definition());
    List<String> reasons = new ArrayList<>(lint(proposed, candidate));
    if (!reasons.isEmpty()) {
      return new GateResult(reasons, List.of());
    }
    ValidationReport report =
        new Backtest(facts.get(), clock)
            .run(new Subjects(proposed).definition(candidate.definition()), scope);
    for (VerdictFinding finding : report.getVerdict().getFindingsList()) {
      if (finding.getSeverity().getNumber() >= VerdictOutcome.VERDICT_OUTCOME_UNDECIDED_VALUE) {
        reasons.add(finding.getRule() + ": " + finding.getMessage());
      }
    }
    return new GateResult(reasons, List.of(report));
  }

  private List<String> lint(Repository proposed, Candidate candidate) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Linter.lint(proposed, today).all().stream()
        .filter(Finding::blocks)
        .filter(finding -> finding.file().equals(candidate.definition().path()))
        .map(
            finding ->
                finding.rule()
                    + ": "
                    + finding.file()
                    + ":"
                    + finding.line()
                    + ": "
                    + finding.explanation())
        .toList();
  }
}
