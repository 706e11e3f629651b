package dev.firstvalue.cli.registry;

import dev.firstvalue.console.Console;
import dev.firstvalue.console.Visit;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.http.PageMount;
import dev.firstvalue.registry.http.ServiceDoor;
import dev.firstvalue.registry.status.ErrorStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;

/** The console on the port of HTTP, over the services of the same server. */
final class ConsoleMount implements PageMount {
  private final Console console;

  ConsoleMount(InstantSource clock) {
    this.console = new Console(clock);
  }

  @Override
  public boolean owns(String path) {
    return Console.owns(path);
  }

  @Override
  public void mount(RoutesConfig routes, ServiceDoor door) {
    console.mount(
        routes,
        (http, authorization) -> {
          ServiceDoor.Entered entered = door.enter(http, authorization);
          Caller caller = entered.caller();
          return new Visit(
              caller.name(),
              caller.role().word(),
              !caller.equals(Caller.ANYBODY),
              entered.services());
        });
  }

  @Override
  public void refuse(Context http, int status, FirstvalueException why) {
    console.refuse(http, status, ErrorStatus.of(why, Optional.empty()));
  }
}
