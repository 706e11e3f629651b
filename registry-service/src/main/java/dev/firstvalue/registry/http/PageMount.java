package dev.firstvalue.registry.http;

import dev.firstvalue.definition.error.FirstvalueException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

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

  /**
   * Shows a person why a request to a path of theirs is not answered: there is no such page, or it
   * met a defect.
   *
   * @param status of HTTP
   */
  void refuse(Context http, int status, FirstvalueException why);
}
