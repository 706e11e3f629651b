package dev.firstvalue.registry.http;

import io.javalin.config.RoutesConfig;

/**
 * Pages on the HTTP port. They ask for their callers themselves: where a program is refused, a
 * person is shown a form.
 */
public interface PageMount {
  /** Whether a request to this path is for them; nobody else asks who sends it then. */
  boolean owns(String path);

  /**
   * Adds routes.
   *
   * @param door the only way to the services
   */
  void mount(RoutesConfig routes, ServiceDoor door);
}
