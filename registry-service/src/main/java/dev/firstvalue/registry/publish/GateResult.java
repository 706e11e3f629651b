package dev.firstvalue.registry.publish;

import dev.firstvalue.validation.v1.ValidationReport;
import java.util.List;

/**
 * What a gate says.
 *
 * @param reasons why the candidate is refused, all of them; empty lets it through
 * @param reports the evidence, kept when the candidate is committed
 */
public record GateResult(List<String> reasons, List<ValidationReport> reports) {
  /** Copies the lists. */
  public GateResult {
    reasons = List.copyOf(reasons);
    reports = List.copyOf(reports);
  }

  /** Lets a candidate through. */
  public static GateResult allowed(List<ValidationReport> reports) {
    return new GateResult(List.of(), reports);
  }

  /** Whether the candidate may be committed. */
  public boolean allowed() {
    return reasons.isEmpty();
  }
}
