package dev.firstvalue.registry.server;

import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.EncodedVersion;
import java.util.Set;

/**
 * Which definitions a list holds, by their newest versions.
 *
 * @param stages all when empty
 * @param owner anybody's when empty
 */
record ListFilter(Set<Stage> stages, String owner, boolean servedOnly) {
  static ListFilter of(ListDefinitionsRequest request) {
    return new ListFilter(
        Set.copyOf(request.getStagesList()), request.getOwner(), request.getServedOnly());
  }

  boolean passes(DefinitionHistory history) {
    EncodedVersion newest = history.newest();
    return (!servedOnly || history.standing().served())
        && (stages.isEmpty() || stages.contains(newest.stage()))
        && (owner.isEmpty() || newest.owners().contains(owner));
  }
}
