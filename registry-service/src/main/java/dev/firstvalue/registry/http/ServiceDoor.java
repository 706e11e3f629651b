package dev.firstvalue.registry.http;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Credentials;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.reader.ReaderClient;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * Lets pages into the services of this process as whoever reads them: roles, constraints and errors
 * are those of every other port.
 */
public final class ServiceDoor {
  private final Access access;
  private final Limits limits;
  private final InnerChannel services;

  ServiceDoor(HttpServer.Door door, InnerChannel services) {
    this.access = door.access();
    this.limits = door.limits();
    this.services = services;
  }

  /**
   * Who came in.
   *
   * @param services what they call is called in their name
   */
  public record Entered(Caller caller, Channel services) {}

  /**
   * Lets the sender of a request in, which counts as one request of theirs.
   *
   * @param authorization in the form of the header
   * @throws StatusRuntimeException UNAUTHENTICATED, or RESOURCE_EXHAUSTED for too many requests
   */
  public Entered enter(Context http, Optional<String> authorization) {
    try {
      Caller caller =
          access.caller(Credentials.of(authorization.orElse(null)), HttpAccess.certificate(http));
      limits.request(caller);
      Metadata headers = HttpAccess.headers(http, authorization);
      headers.put(ReaderClient.HEADER, ReaderClient.CONSOLE);
      return new Entered(caller, services.as(headers));
    } catch (FirstvalueException e) {
      throw ErrorStatus.of(e, Optional.empty());
    }
  }
}
