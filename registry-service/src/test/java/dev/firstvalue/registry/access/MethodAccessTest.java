package dev.firstvalue.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every method, over gRPC and HTTP, asked by every role and by strangers. */
class MethodAccessTest extends EveryMethodTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  @AfterEach
  protected void stop() {
    http.close();
    super.stop();
  }

  @Test
  void everyMethodHasARule() {
    assertThat(methods())
        .hasSizeGreaterThan(9)
        .allSatisfy(
            method ->
                assertThat(MethodRules.written(method)).as(method.getFullMethodName()).isPresent());
  }

  @Test
  void everyRoleMayCallWhatTheTableSays() throws Exception {
    Map<String, List<String>> found = new TreeMap<>();
    for (MethodDescriptor<?, ?> method : methods()) {
      List<String> row = new ArrayList<>();
      for (Role role : COLUMNS) {
        Status.Code code = grpc(method, Optional.ofNullable(secrets.get(role)));
        assertThat(code).isNotIn(Status.Code.UNAUTHENTICATED, Status.Code.UNIMPLEMENTED);
        boolean allowed = code != Status.Code.PERMISSION_DENIED;
        row.add(allowed ? "yes" : "");
        if (method.getType() == MethodDescriptor.MethodType.UNARY) {
          int status = post(method, Optional.ofNullable(secrets.get(role))).statusCode();
          assertThat(status).as(method.getFullMethodName() + " is served").isNotEqualTo(501);
          assertThat(status != 403)
              .as(method.getFullMethodName() + " over HTTP for " + role)
              .isEqualTo(allowed);
        }
      }
      found.put(shortName(method), row);
    }
    Map<String, List<String>> said = new TreeMap<>(table());
    said.replaceAll((_, cells) -> cells.subList(0, COLUMNS.size()));
    assertThat(said).isEqualTo(found);
  }

  @Test
  void aGetAsksWhatLeavesNoEntryInTheTrailAndNothingElse() throws Exception {
    Map<String, List<String>> rows = table();
    for (MethodDescriptor<?, ?> method : methods()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(address(method) + "?connect=v1&encoding=json&message=%7B%7D"))
              .header("Authorization", "Bearer " + secrets.get(Role.ADMIN));
      int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
      boolean reads =
          method.getType() == MethodDescriptor.MethodType.UNARY
              && rows.getOrDefault(shortName(method), List.of("no row")).getLast().isEmpty();
      assertThat(status != 405).as(method.getFullMethodName()).isEqualTo(reads);
    }
  }

  @Test
  void nobodyCallsAnythingWithoutAToken() throws Exception {
    for (MethodDescriptor<?, ?> method : methods()) {
      for (Optional<String> bad : List.of(Optional.<String>empty(), Optional.of("fv_guess"))) {
        assertThat(grpc(method, bad))
            .as(method.getFullMethodName())
            .isEqualTo(Status.Code.UNAUTHENTICATED);
        HttpResponse<String> response = post(method, bad);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(response.body())
            .contains("\"unauthenticated\"")
            .contains("google.rpc.ErrorInfo");
      }
    }
  }

  private HttpResponse<String> post(MethodDescriptor<?, ?> method, Optional<String> secret)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(method)))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String address(MethodDescriptor<?, ?> method) {
    return "http://127.0.0.1:" + server.httpPort().orElseThrow() + "/" + method.getFullMethodName();
  }
}
