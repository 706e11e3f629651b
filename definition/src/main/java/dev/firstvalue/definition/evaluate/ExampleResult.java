package dev.firstvalue.definition.evaluate;

import java.util.Optional;

/**
 * What became of an example of a definition.
 *
 * @param name the example's name
 * @param difference what differs from what it expects, in a sentence without a full stop; absent if
 *     it passes
 */
public record ExampleResult(String name, Optional<String> difference) {
  /** Whether all is as the example expects. */
  public boolean passed() {
    return difference.isEmpty();
  }
}
