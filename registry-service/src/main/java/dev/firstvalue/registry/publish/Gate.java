package dev.firstvalue.registry.publish;

import dev.firstvalue.registry.v1.DefinitionVersion;
import java.util.Optional;

/** What stands between a candidate and main. The registry asks; it knows of no validator. */
@FunctionalInterface
public interface Gate {
  /**
   * Looks at a candidate.
   *
   * @param active the version that is active now
   */
  GateResult check(Candidate candidate, Optional<DefinitionVersion> active);
}
