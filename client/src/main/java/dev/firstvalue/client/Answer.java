package dev.firstvalue.client;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;

/** What came of asking the registry. */
sealed interface Answer {
  /** It has one. */
  record Found(GetActiveDefinitionResponse response) implements Answer {}

  /** It was reached and says no: asking again says the same. */
  record Refused(FirstvalueException error) implements Answer {}

  /** It was not reached, or not in time: asking again may help. */
  record Unreachable(String why) implements Answer {}
}
