package dev.firstvalue.cli.check;

import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VersionBridge;
import java.util.Optional;

/**
 * A proposal with what the events say.
 *
 * @param proposal what it does
 * @param before the base version on the same events up to the same instant
 * @param after the proposed version; absent if there was nothing to measure
 * @param bridge the two on the same entities; absent unless the meaning changes
 * @param note why the base version has no numbers, if it should have some
 */
record Measured(
    Proposal proposal,
    Optional<ValidationReport> before,
    Optional<ValidationReport> after,
    Optional<VersionBridge> bridge,
    Optional<String> note) {

  /** A proposal without numbers. */
  static Measured unmeasured(Proposal proposal) {
    return new Measured(
        proposal, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
