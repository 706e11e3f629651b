package dev.firstvalue.registry.http;

import io.javalin.config.RoutesConfig;

/** Something else on the HTTP port, such as Git or pages: it adds its routes. */
@FunctionalInterface
public interface HttpMount {
  /**
   * Adds routes. Handlers run on a thread of their own each, and may block; what they throw of the
   * catalogue becomes an answer.
   */
  void mount(RoutesConfig routes);
}
