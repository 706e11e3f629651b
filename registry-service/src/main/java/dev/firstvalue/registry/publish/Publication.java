package dev.firstvalue.registry.publish;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a submission. */
public sealed interface Publication {
  /**
   * It is on main.
   *
   * @param versions the newest version or revision of each submitted definition
   * @param paths the files that changed
   * @param commit the commit of main that the registry answers from now
   * @param reports ids of the reports that were kept
   */
  record Published(
      List<DefinitionVersion> versions, List<String> paths, String commit, List<String> reports)
      implements Publication {}

  /**
   * Main holds exactly this already; nothing was checked and nothing committed.
   *
   * @param versions the newest version or revision of each submitted definition
   */
  record Unchanged(List<DefinitionVersion> versions) implements Publication {}

  /**
   * Nothing was committed.
   *
   * @param objections why, all of it; at least one
   * @param reports what the gate measured
   */
  record Refused(List<Objection> objections, List<ValidationReport> reports)
      implements Publication {
    /** The refusal as an error: PUBLISH_REFUSED. */
    public FirstvalueException toException() {
      return new FirstvalueException(
          ErrorCode.PUBLISH_REFUSED,
          "publish",
          objections.stream().map(Objection::toString).collect(Collectors.joining("; ")),
          "Mend what is named, or ask the policy's owners for a waiver");
    }
  }
}
