package dev.firstvalue.registry.compile;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;

/** Makes SQL of a definition. The registry asks; it knows of no store. */
@FunctionalInterface
public interface SqlCompiler {
  /** For a server beside which there is no store. */
  SqlCompiler NONE =
      (_, definition, _) -> {
        throw new FirstvalueException(
            ErrorCode.STORE_UNREACHABLE,
            definition.getMetadata().getName(),
            "this server has no store, by whose tables SQL is written",
            "Ask a server that was started by `firstvalue serve --store URL`");
      };

  /**
   * Compiles.
   *
   * @param model the event model that the definition is read with
   * @param request up to where, since and until when it counts; which version it names is settled
   * @return statement, steps and watermark, and nothing of the version
   */
  CompileDefinitionResponse compile(
      EventModel model, ValueEvent definition, CompileDefinitionRequest request);
}
