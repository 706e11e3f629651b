package dev.firstvalue.console;

import io.grpc.StatusRuntimeException;
import io.javalin.http.Context;
import java.util.Optional;

/** The way to the services, which whoever runs the server opens. */
@FunctionalInterface
public interface Door {
  /**
   * Lets the sender of a request in.
   *
   * @param authorization in the form of the header; empty where they showed nothing
   * @throws StatusRuntimeException UNAUTHENTICATED where somebody unknown is not let in
   */
  Visit enter(Context http, Optional<String> authorization);
}
