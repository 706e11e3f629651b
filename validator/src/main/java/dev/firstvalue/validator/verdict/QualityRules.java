package dev.firstvalue.validator.verdict;

import dev.firstvalue.validation.v1.QualityGate;
import java.util.ArrayList;
import java.util.List;

/** Whether the rows that a definition reads are good enough for a verdict. */
final class QualityRules {
  private QualityRules() {}

  /**
   * A warning for each gate that degrades; one that leaves the verdict open for each that blocks.
   */
  static List<Finding> judge(List<QualityGate> gates) {
    List<Finding> findings = new ArrayList<>();
    for (QualityGate gate : gates) {
      switch (gate.getOutcome()) {
        case GATE_OUTCOME_BLOCK -> findings.add(Finding.undecided(gate.getRule(), gate.getFound()));
        case GATE_OUTCOME_DEGRADE -> findings.add(Finding.warn(gate.getRule(), gate.getFound()));
        case GATE_OUTCOME_PASS,
            GATE_OUTCOME_NOT_MEASURED,
            GATE_OUTCOME_UNSPECIFIED,
            UNRECOGNIZED -> {}
      }
    }
    return findings;
  }
}
