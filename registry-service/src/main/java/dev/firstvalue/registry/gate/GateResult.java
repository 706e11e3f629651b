package dev.firstvalue.registry.gate;

import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VersionBridge;
import java.util.List;

/**
 * What a gate says.
 *
 * @param objections why the candidate is refused, all of it; empty lets it through
 * @param reports the evidence, kept when the candidate is committed
 * @param bridges the candidate beside the version that it replaces, where its meaning changes
 */
public record GateResult(
    List<Objection> objections, List<ValidationReport> reports, List<VersionBridge> bridges) {
  /** Copies the lists. */
  public GateResult {
    objections = List.copyOf(objections);
    reports = List.copyOf(reports);
    bridges = List.copyOf(bridges);
  }

  /** Lets a candidate through. */
  public static GateResult allowed(List<ValidationReport> reports) {
    return new GateResult(List.of(), reports, List.of());
  }
}
