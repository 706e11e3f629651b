package dev.firstvalue.cli.registry;

import com.google.protobuf.Timestamp;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.Fault;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.registry.gate.Candidate;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictFinding;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validation.v1.VersionBridge;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.bridge.Bridge;
import dev.firstvalue.validator.bridge.Side;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The gate of the verdict: a backtest on real events under the policy, and where the meaning
 * changes, the candidate beside the version that it replaces.
 */
public final class PublishGate implements Gate {
  private final Supplier<FactSource> facts;
  private final Scope scope;
  private final Clock clock;

  /**
   * A gate.
   *
   * @param facts opens the store
   */
  public PublishGate(Supplier<FactSource> facts, Scope scope, Clock clock) {
    this.facts = facts;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public GateResult check(Candidate candidate) {
    ValidationReport report =
        new Backtest(facts.get(), clock)
            .run(new Subjects(candidate.after()).definition(candidate.definition()), scope);
    List<Objection> objections = new ArrayList<>();
    for (VerdictFinding finding : report.getVerdict().getFindingsList()) {
      if (finding.getSeverity().getNumber() >= VerdictOutcome.VERDICT_OUTCOME_UNDECIDED_VALUE) {
        objections.add(
            new Objection(
                GateName.VERDICT,
                candidate.name(),
                finding.getRule() + ": " + finding.getMessage(),
                "Change the definition, or have the rule waived in policy.yaml"));
      }
    }
    return new GateResult(objections, List.of(report), bridge(candidate, report).stream().toList());
  }

  private Optional<VersionBridge> bridge(Candidate candidate, ValidationReport report) {
    if (!candidate.changesMeaning() || candidate.before().eventModel().isEmpty()) {
      return Optional.empty();
    }
    Document.OfValueEvent before =
        new Document.OfValueEvent(
            candidate.definition().path(),
            candidate.newest().orElseThrow().getDefinition(),
            Marks.none());
    Timestamp watermark = report.getProvenance().getWatermark();
    Scope same =
        new Scope(
            Optional.of(Instant.ofEpochSecond(watermark.getSeconds(), watermark.getNanos())),
            scope.since(),
            scope.until());
    try {
      return Optional.of(
          new Bridge(facts.get(), clock)
              .between(
                  side(candidate.before(), before),
                  side(candidate.after(), candidate.definition()),
                  same));
    } catch (FirstvalueException e) {
      if (e.code().fault() != Fault.CALLER) {
        throw e;
      }
      // A proposal may be what mends a version that no longer fits its tables.
      return Optional.empty();
    }
  }

  private static Side side(Repository repository, Document.OfValueEvent definition) {
    return new Side(
        new Subjects(repository).definition(definition),
        repository.eventModel().orElseThrow().message());
  }
}
