package dev.firstvalue.cli.proposal;

import dev.firstvalue.client.ClientSecurity;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.client.RemoteErrors;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** The proposals of a registry: those of a server, or straight those of a repository. */
interface ProposalDoor extends AutoCloseable {
  /**
   * Asks.
   *
   * @param remote the method of a server
   * @param local the same method in this process
   * @throws StatusRuntimeException for a merge that is refused
   */
  <Q, R> R ask(
      BiFunction<ProposalServiceBlockingStub, Q, R> remote, LocalMethod<Q, R> local, Q request);

  @Override
  void close();

  /** A method of the service in this process. */
  interface LocalMethod<Q, R> {
    void call(ProposalServiceGrpc.AsyncService service, Q request, StreamObserver<R> responses);
  }

  /** A server. */
  record Remote(String target, RegistryConnection connection) implements ProposalDoor {
    private static final Duration DEADLINE = Duration.ofMinutes(30);

    static Remote to(String target, ClientSecurity security) {
      return new Remote(target, RegistryConnection.to(target, DEADLINE, security));
    }

    @Override
    public <Q, R> R ask(
        BiFunction<ProposalServiceBlockingStub, Q, R> remote, LocalMethod<Q, R> local, Q request) {
      try {
        return remote.apply(
            ProposalServiceGrpc.newBlockingStub(connection.channel())
                .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS),
            request);
      } catch (StatusRuntimeException e) {
        throw Refusal.isOne(e) ? e : RemoteErrors.of(target, e);
      }
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
