package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.service.ExperimentEndpoint;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.validation.v1.Progress;
import dev.firstvalue.validation.v1.ValidateRequest;
import dev.firstvalue.validation.v1.ValidationServiceGrpc;
import dev.firstvalue.validator.service.ValidationEndpoint;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who hang up while the store is asked. */
class EndpointsTest {
  @TempDir private Path folder;

  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
  private RegistryRepository registry;
  private RegistryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void serve() {
    registry =
        RegistryRepository.createOrOpen(
            folder.resolve("registry.git"), new DocumentLanguage(), Clock.systemUTC());
    server =
        RegistryServer.builder(registry)
            .addService(
                new ValidationEndpoint(
                    (request, progress) -> {
                      throw askForever(progress);
                    }))
            .addService(
                new ExperimentEndpoint(
                    (request, progress) -> {
                      throw askForever(progress);
                    },
                    new LiftShelf(registry::snapshot)))
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
    registry.close();
  }

  @Test
  void aCallerWhoGoesAwayInterruptsItsBacktest() {
    hangUpAfterTheFirst(
        ValidationServiceGrpc.newBlockingStub(channel)
            .validate(ValidateRequest.newBuilder().setName("lessons").build()));
    assertThat(interrupted.join()).isTrue();
  }

  @Test
  void aCallerWhoGoesAwayInterruptsItsAnalysis() {
    hangUpAfterTheFirst(
        ExperimentServiceGrpc.newBlockingStub(channel)
            .analyzeExperiment(AnalyzeExperimentRequest.newBuilder().setName("gate").build()));
    assertThat(interrupted.join()).isTrue();
  }

  private void hangUpAfterTheFirst(Iterator<?> steps) {
    assertThat(steps.next()).isNotNull();
    channel.shutdownNow();
  }

  /** As a query does that nobody cancels. */
  private FirstvalueException askForever(Consumer<Progress> progress) {
    progress.accept(Progress.newBuilder().setStage("asking").build());
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("the latch opened by itself");
    } catch (InterruptedException e) {
      interrupted.complete(true);
      return new FirstvalueException(
          ErrorCode.QUERY_CANCELLED, "store", "the query was cancelled", "Ask again", e);
    }
  }
}
