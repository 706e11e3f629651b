package dev.firstvalue.cli.check;

import com.google.protobuf.Timestamp;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.Fault;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VersionBridge;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.bridge.Bridge;
import dev.firstvalue.validator.bridge.Side;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Backtests proposals beside what they replace. */
final class Measurement {
  private final Repository base;
  private final Repository proposed;
  private final Supplier<FactSource> facts;
  private final Clock clock;

  Measurement(Repository base, Repository proposed, Supplier<FactSource> facts, Clock clock) {
    this.base = base;
    this.proposed = proposed;
    this.facts = facts;
    this.clock = clock;
  }

  /** Backtests both sides of a proposal up to one instant. */
  Measured of(Proposal proposal, Scope scope) {
    if (!proposal.measured() || proposal.after().isEmpty()) {
      return Measured.unmeasured(proposal);
    }
    ValidationReport after = run(proposed, proposal.after().get(), scope);
    Optional<ValidationReport> before = Optional.empty();
    Optional<VersionBridge> bridge = Optional.empty();
    Optional<String> note = Optional.empty();
    if (proposal.before().isPresent()) {
      // The log may have grown between the two runs.
      Scope same = new Scope(Optional.of(watermark(after)), scope.since(), scope.until());
      try {
        before = Optional.of(run(base, proposal.before().get(), same));
        if (proposal.effect().makesVersion()) {
          bridge =
              Optional.of(
                  new Bridge(facts.get(), clock)
                      .between(
                          side(base, proposal.before().get()),
                          side(proposed, proposal.after().get()),
                          same));
        }
      } catch (FirstvalueException e) {
        if (e.code().fault() != Fault.CALLER) {
          throw e;
        }
        // A proposal may be what mends a base that no longer fits its tables.
        note = Optional.of("the base version cannot be measured: " + e.problem());
      }
    }
    return new Measured(proposal, before, Optional.of(after), bridge, note);
  }

  private ValidationReport run(Repository side, Document.OfValueEvent definition, Scope scope) {
    return new Backtest(facts.get(), clock).run(new Subjects(side).definition(definition), scope);
  }

  private static Side side(Repository repository, Document.OfValueEvent definition) {
    return new Side(
        new Subjects(repository).definition(definition),
        repository.eventModel().orElseThrow().message());
  }

  private static Instant watermark(ValidationReport report) {
    Timestamp watermark = report.getProvenance().getWatermark();
    return Instant.ofEpochSecond(watermark.getSeconds(), watermark.getNanos());
  }
}
