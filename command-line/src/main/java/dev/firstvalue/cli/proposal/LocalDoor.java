package dev.firstvalue.cli.proposal;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.version.DocumentLanguage;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The repository itself: read beside a server, written to while no server does. */
final class LocalDoor implements ProposalDoor {
  private final RegistryRepository repository;
  private final ProposalEndpoint service;
  private final Runnable closer;

  LocalDoor(Path directory, boolean reads, Gate gate, Runnable closer) {
    DocumentLanguage language = new DocumentLanguage();
    this.repository =
        reads
            ? RegistryRepository.open(directory, language, Clock.systemUTC())
            : RegistryRepository.openForWriting(directory, language, Clock.systemUTC());
    this.service = new ProposalEndpoint(new Proposals(repository, language, gate));
    this.closer = closer;
  }

  @Override
  public <Q, R> R ask(
      BiFunction<ProposalServiceBlockingStub, Q, R> remote, LocalMethod<Q, R> local, Q request) {
    List<R> answers = new ArrayList<>();
    local.call(
        service,
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(R answer) {
            answers.add(answer);
          }

          @Override
          public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
          }

          @Override
          public void onCompleted() {
            // The one answer is there.
          }
        });
    return answers.getFirst();
  }

  @Override
  public void close() {
    repository.close();
    closer.run();
  }
}
