package dev.firstvalue.registry.version;

import dev.firstvalue.definition.v1.ValueEvent;
import java.util.Objects;

/**
 * A definition with the hash of what it means under one event model.
 *
 * @param meaningHash {@code sha256:} and 64 hexadecimal digits
 */
public record Meaning(ValueEvent definition, String meaningHash) {
  /** Refuses what is no hash. */
  public Meaning {
    Objects.requireNonNull(definition, "definition");
    if (!meaningHash.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "meaningHash: " + meaningHash + " (expected: sha256: and 64 hexadecimal digits)");
    }
  }
}
