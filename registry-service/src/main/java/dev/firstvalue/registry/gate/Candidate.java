package dev.firstvalue.registry.gate;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.util.Optional;

/**
 * A definition that is to go to main.
 *
 * @param definition the document, bound without an error
 * @param meaningHash the hash of what it means
 * @param after main as it would be: event model, policy and every definition that is served
 * @param before main as it is, where the name has a version to be compared with
 * @param newest that version: the newest of the name, served or not
 */
public record Candidate(
    Document.OfValueEvent definition,
    String meaningHash,
    Repository after,
    Repository before,
    Optional<DefinitionVersion> newest) {
  /** The definition's name. */
  public String name() {
    return definition.message().getMetadata().getName();
  }

  /** Whether it makes the next version of a name that has one. */
  public boolean changesMeaning() {
    return newest.filter(version -> !version.getMeaningHash().equals(meaningHash)).isPresent();
  }
}
