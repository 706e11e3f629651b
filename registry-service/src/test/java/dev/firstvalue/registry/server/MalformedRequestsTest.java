package dev.firstvalue.registry.server;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.firstvalue.registry.RawBytes;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsRequest;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests with bytes changed, cut, doubled and put in, half of them over gRPC and half over HTTP:
 * each gets an answer, and what is refused says why. {@code -Drequests=100000} sends more; the seed
 * is printed, and {@code -Dseed=} takes one.
 */
class MalformedRequestsTest extends RegistryTest {
  private static final int REQUESTS = Integer.getInteger("requests", 2_000);
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  private record Good(MethodDescriptor<?, ?> method, ByteString wire, String json) {}

  private static final List<Good> GOOD =
      List.of(
          new Good(
              RegistryServiceGrpc.getGetActiveDefinitionMethod(),
              GetActiveDefinitionRequest.newBuilder()
                  .setName("lessons")
                  .setAsOfEventTime(Timestamp.newBuilder().setSeconds(1_777_000_000))
                  .setIfNoneMatch("1.0-abc")
                  .build()
                  .toByteString(),
              "{\"name\": \"lessons\", \"asOfEventTime\": \"2026-05-03T00:00:00Z\"}"),
          new Good(
              RegistryServiceGrpc.getGetDefinitionMethod(),
              GetDefinitionRequest.newBuilder()
                  .setName("lessons")
                  .setVersion(1)
                  .build()
                  .toByteString(),
              "{\"name\": \"lessons\", \"version\": 1}"),
          new Good(
              RegistryServiceGrpc.getBatchGetActiveDefinitionsMethod(),
              BatchGetActiveDefinitionsRequest.newBuilder()
                  .addNames("lessons")
                  .addNames("nothing")
                  .build()
                  .toByteString(),
              "{\"names\": [\"lessons\", \"nothing\"], \"atLeastRevision\": \"1\"}"),
          new Good(
              RegistryServiceGrpc.getListDefinitionsMethod(),
              ListDefinitionsRequest.newBuilder()
                  .setPageSize(3)
                  .setOwner("growth")
                  .build()
                  .toByteString(),
              "{\"pageSize\": 3, \"stages\": [\"STAGE_ACTIVATION\"], \"servedOnly\": true}"),
          new Good(
              RegistryServiceGrpc.getListVersionsMethod(),
              ListVersionsRequest.newBuilder()
                  .setName("lessons")
                  .setPageToken("MS4w")
                  .build()
                  .toByteString(),
              "{\"name\": \"lessons\", \"pageToken\": \"MS4w\"}"),
          new Good(
              RegistryServiceGrpc.getDiffVersionsMethod(),
              DiffVersionsRequest.newBuilder()
                  .setName("lessons")
                  .setFromVersion(1)
                  .setToVersion(2)
                  .build()
                  .toByteString(),
              "{\"name\": \"lessons\", \"fromVersion\": 1, \"toVersion\": 2}"));

  @Test
  void everyMalformedRequestIsAnsweredAndARefusalSaysWhy() throws Exception {
    commit("definitions/lessons.yaml", definition("lessons", 3));
    commit("definitions/lessons.yaml", definition("lessons", 4));
    System.out.println(REQUESTS + " malformed requests, seed " + SEED);
    Random random = new Random(SEED);
    int refused = 0;
    try (RegistryServer server = RegistryServer.builder(registry).http("127.0.0.1", 0).start();
        HttpClient http = HttpClient.newHttpClient()) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
      String root = "http://127.0.0.1:" + server.httpPort().orElseThrow() + "/";
      try {
        for (int i = 0; i < REQUESTS; i++) {
          Good good = GOOD.get(random.nextInt(GOOD.size()));
          boolean fine =
              switch (i % 4) {
                case 0 ->
                    http(
                        http,
                        root + good.method().getFullMethodName(),
                        "application/json",
                        mutated(good.json().getBytes(StandardCharsets.UTF_8), random));
                case 1 ->
                    http(
                        http,
                        root + good.method().getFullMethodName(),
                        "application/proto",
                        mutated(good.wire().toByteArray(), random));
                default -> grpc(channel, good.method(), mutated(good.wire().toByteArray(), random));
              };
          refused += fine ? 0 : 1;
        }
      } finally {
        channel.shutdownNow();
      }
    }
    // Neither all nor none: the mutations reach into the services.
    assertThat(refused).isBetween(REQUESTS / 10, REQUESTS - REQUESTS / 100);
  }

  private static byte[] mutated(byte[] good, Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int times = 1 + random.nextInt(3);
    byte[] now = good;
    for (int i = 0; i < times; i++) {
      bytes.reset();
      int at = random.nextInt(now.length + 1);
      int length = Math.min(now.length - at, 1 + random.nextInt(6));
      bytes.write(now, 0, at);
      switch (random.nextInt(4)) {
        case 0 -> bytes.write(random.nextInt(256));
        case 1 -> bytes.write(now, at, length);
        case 2 -> at = Math.min(now.length, at + length);
        default -> {
          bytes.write(random.nextInt(256));
          at = Math.min(now.length, at + 1);
        }
      }
      bytes.write(now, at, now.length - at);
      now = bytes.toByteArray();
    }
    return now;
  }

  private static boolean grpc(ManagedChannel channel, MethodDescriptor<?, ?> method, byte[] bytes) {
    try {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              channel,
              method.toBuilder(RawBytes.MARSHALLER, RawBytes.MARSHALLER).build(),
              CallOptions.DEFAULT,
              bytes);
      assertThat(answer).isNotEmpty();
      return true;
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode())
          .as("%s, seed %d", e, SEED)
          .isNotIn(Status.Code.UNKNOWN, Status.Code.INTERNAL, Status.Code.CANCELLED);
      com.google.rpc.Status details = StatusProto.fromThrowable(e);
      assertThat(details).isNotNull();
      assertThat(details.getDetailsList()).as("%s, seed %d", e, SEED).isNotEmpty();
      return false;
    }
  }

  private static boolean http(HttpClient client, String url, String type, byte[] bytes)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(bytes))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() == 200) {
      return true;
    }
    // A revision that was mutated into a later one may come yet: its caller is to try again.
    if (response.statusCode() != 503 || !response.body().contains("REVISION_NOT_REACHED")) {
      assertThat(response.statusCode())
          .as("%s, seed %d", response.body(), SEED)
          .isBetween(400, 499);
    }
    JsonObject error = JsonParser.parseString(response.body()).getAsJsonObject();
    assertThat(error.getAsJsonArray("details")).as("seed %d", SEED).isNotEmpty();
    return false;
  }
}
