package dev.firstvalue.registry.publish;

import dev.firstvalue.definition.document.Document;
import java.util.Optional;

/**
 * A definition that is to be published, with what it would be published under.
 *
 * @param definition the document, bound without an error
 * @param meaningHash the hash of what it means
 * @param model the event model: the submitted one, else main's
 * @param policy the policy: the submitted one, else main's
 */
public record Candidate(
    Document.OfValueEvent definition,
    String meaningHash,
    Document.OfEventModel model,
    Optional<Document.OfPolicy> policy) {
  /** The definition's name. */
  public String name() {
    return definition.message().getMetadata().getName();
  }
}
