package dev.firstvalue.registry.proposal;

import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.List;

/** What became of a merge. */
public sealed interface Merged {
  /**
   * It is on main.
   *
   * @param versions the newest version or revision of each definition
   * @param reports ids of the reports that were kept
   */
  record Done(ProposalView view, List<DefinitionVersion> versions, List<String> reports)
      implements Merged {}

  /**
   * Nothing was merged: a gate is shut, or nobody asked for more than how the gates stand.
   *
   * @param reports what the store said
   */
  record Not(ProposalView view, List<ValidationReport> reports) implements Merged {}
}
