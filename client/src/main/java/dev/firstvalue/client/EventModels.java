package dev.firstvalue.client;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetEventModelResponse;
import org.jspecify.annotations.Nullable;

/**
 * The registry's event model, asked for when a version does not mean by the last one what the
 * registry says. So it needs no watch of its own: a change of the model that changes a meaning
 * makes a version, and one that does not leaves the last one good enough. Thread-safe.
 */
final class EventModels {
  private final RegistryConnection registry;
  private final @Nullable LastGood lastGood;
  private @Nullable EventModel last;

  EventModels(RegistryConnection registry, @Nullable LastGood lastGood) {
    this.registry = registry;
    this.lastGood = lastGood;
  }

  /**
   * A version, ready to be evaluated.
   *
   * @throws FirstvalueException MEANING_DIFFERS, DOCUMENT_INVALID, or REGISTRY_UNREACHABLE
   */
  synchronized DefinitionEvaluator evaluator(DefinitionVersion version) {
    EventModel known = last;
    if (known != null) {
      try {
        return DefinitionEvaluator.of(known, version);
      } catch (FirstvalueException e) {
        // The version was read with a newer model, which is asked for.
      }
    }
    EventModel model = ask();
    DefinitionEvaluator evaluator = DefinitionEvaluator.of(model, version);
    last = model;
    return evaluator;
  }

  private EventModel ask() {
    try {
      GetEventModelResponse answer = registry.askEventModel();
      if (lastGood != null) {
        lastGood.writeEventModel(answer);
      }
      return answer.getEventModel();
    } catch (FirstvalueException e) {
      if (e.code() != ErrorCode.REGISTRY_UNREACHABLE || lastGood == null) {
        throw e;
      }
      return lastGood.readEventModel().orElseThrow(() -> e).getEventModel();
    }
  }
}
