package dev.firstvalue.console;

import io.grpc.StatusRuntimeException;

/** Answers the requests for one page. */
@FunctionalInterface
interface PageHandler {
  /**
   * Answers.
   *
   * @throws StatusRuntimeException what a service says that the page cannot do without
   */
  void answer(Guest guest);
}
