package dev.firstvalue.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.ListLiftReportsRequest;
import dev.firstvalue.experiment.v1.ListLiftReportsResponse;
import dev.firstvalue.registry.RegistryTest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that stops while it works. */
class DrainTest extends RegistryTest {
  private static final long PATIENCE_SECONDS = 30;
  private static final ListLiftReportsRequest REQUEST =
      ListLiftReportsRequest.newBuilder().setExperiment("slow").build();

  private final CountDownLatch begun = new CountDownLatch(2);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void callsUnderWayAreAnsweredAtBothDoorsAndNothingNewIsBegun() throws Exception {
    RegistryServer server = start(Duration.ofSeconds(PATIENCE_SECONDS));
    int port = server.port();
    int httpPort = server.httpPort().orElseThrow();
    ManagedChannel channel = channel(server);
    try (HttpClient http = HttpClient.newHttpClient()) {
      ListenableFuture<ListLiftReportsResponse> rpc =
          ExperimentServiceGrpc.newFutureStub(channel).listLiftReports(REQUEST);
      CompletableFuture<HttpResponse<String>> overHttp = post(http, server);
      assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

      Thread closing = Thread.ofPlatform().start(server::close);
      awaitRefusal(port);
      awaitRefusal(httpPort);
      assertThat(server.ready()).isFalse();
      assertThat(rpc.isDone() || overHttp.isDone()).isFalse();
      goOn.countDown();

      assertThat(rpc.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getNextPageToken()).isEqualTo("end");
      HttpResponse<String> response = overHttp.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"nextPageToken\":\"end\"");
      closing.join();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void callsThatTakeLongerThanTheyMayAreEnded() throws Exception {
    RegistryServer server = start(Duration.ofMillis(50));
    ManagedChannel channel = channel(server);
    try (HttpClient http = HttpClient.newHttpClient()) {
      ListenableFuture<ListLiftReportsResponse> rpc =
          ExperimentServiceGrpc.newFutureStub(channel).listLiftReports(REQUEST);
      CompletableFuture<HttpResponse<String>> overHttp = post(http, server);
      assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      server.close();
      assertThat(rpc).failsWithin(Duration.ofSeconds(PATIENCE_SECONDS));
      assertThat(overHttp.handle((answer, _) -> answer == null || answer.statusCode() != 200))
          .succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
          .isEqualTo(true);
    } finally {
      goOn.countDown();
      channel.shutdownNow();
    }
  }

  private RegistryServer start(Duration drain) {
    return RegistryServer.builder(registry)
        .http("127.0.0.1", 0)
        .drain(drain)
        .addService(
            new ExperimentServiceGrpc.ExperimentServiceImplBase() {
              @Override
              public void listLiftReports(
                  ListLiftReportsRequest request,
                  StreamObserver<ListLiftReportsResponse> responses) {
                begun.countDown();
                try {
                  goOn.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                responses.onNext(
                    ListLiftReportsResponse.newBuilder().setNextPageToken("end").build());
                responses.onCompleted();
              }
            })
        .start();
  }

  private static ManagedChannel channel(RegistryServer server) {
    return NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  private static CompletableFuture<HttpResponse<String>> post(
      HttpClient http, RegistryServer server) {
    return http.sendAsync(
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + server.httpPort().orElseThrow()
                        + "/"
                        + ExperimentServiceGrpc.getListLiftReportsMethod().getFullMethodName()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"experiment\": \"slow\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Waits until nobody listens there any more. */
  private static void awaitRefusal(int port) {
    long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(System.nanoTime()).as("%s is closed in time", socket).isLessThan(end);
      } catch (IOException e) {
        return;
      }
    }
  }
}
