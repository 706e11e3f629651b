package dev.firstvalue.registry.access;

import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/**
 * Hears of calls that are refused before their service hears of them. Neither blocks nor throws.
 */
@FunctionalInterface
public interface RefusalListener {
  /** Hears of nothing. */
  RefusalListener NONE = (method, headers, caller, why) -> {};

  /**
   * A call was refused.
   *
   * @param caller empty where it is not known
   */
  void refused(
      MethodDescriptor<?, ?> method,
      Metadata headers,
      Optional<Caller> caller,
      FirstvalueException why);
}
