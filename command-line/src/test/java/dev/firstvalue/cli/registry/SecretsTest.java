package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.RunningProgram;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that logs all it can is shown secrets at every door, good ones and bad ones. */
class SecretsTest {
  private static final String STORE_PASSWORD = "pass-of-the-store-91c7";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String METHOD = "/firstvalue.registry.v1.RegistryService/ListDefinitions";
  private static final String MERGE = "/firstvalue.registry.v1.ProposalService/MergeProposal";

  private static final Path TEAM = Path.of("../definitions-repo");

  @TempDir private Path home;

  @Test
  void noSecretIsInTheLogTheAnswersTheMetricsOrTheRepository() throws Exception {
    String registry = home.resolve("registry.git").toString();
    fill(Path.of(registry));
    String good = token(registry);
    String revoked = token(registry);
    Run revoke = Run.of("token", "revoke", revoked.substring(3, 15), "--repository", registry);
    assertThat(revoke.exit()).as(revoke.err()).isZero();
    List<String> shown = List.of(good, revoked, good.substring(0, good.length() - 1) + "-");
    StringBuilder said = new StringBuilder();
    try (RunningProgram server =
        RunningProgram.start(
            Map.of("FIRSTVALUE_STORE_USER", "ana", "FIRSTVALUE_STORE_PASSWORD", STORE_PASSWORD),
            "serve",
            "--repository",
            registry,
            "--port",
            "0",
            "--http-port",
            "0",
            "--operations-port",
            "0",
            "--store",
            "http://127.0.0.1:1/analytics",
            "--drain",
            "1s",
            "--log-format",
            "json",
            "--log-calls")) {
      String http = after(server.awaitLine("http on "), "http on ");
      String rpc = after(server.awaitLine("serving "), " on ");
      String operations = after(server.awaitLine("operations on "), "operations on ");
      for (String secret : shown) {
        Path file = Files.writeString(home.resolve("token"), secret + "\n");
        said.append(overRpc(rpc, file, "list"));
        said.append(overHttp(http, secret));
      }
      Path file = Files.writeString(home.resolve("token"), good);
      said.append(overRpc(rpc, file, "sql", "lessons-completed"));
      said.append(ask(HttpRequest.newBuilder(URI.create(operations + "/metrics"))));
      assertThat(said).contains("unauthenticated", "store-unreachable");
      said.append(server.endAndTell());
    }
    said.append(kept(Path.of(registry)));

    assertThat(said)
        .as("the log was written, and says who called over HTTP too")
        .containsPattern(
            "\"message\":\"call\".*ListDefinitions.*\"peer\":\"/127.0.0.1:[0-9]+\",\"agent\":\"Java-http");
    for (String secret : shown) {
      // The id before it is no secret: logs and the list of tokens name it.
      assertThat(said).doesNotContain(secret.substring(16, 40));
      assertThat(said).doesNotContain(basic(secret).substring(30, 60));
    }
    assertThat(said).doesNotContain(STORE_PASSWORD);
  }

  private static void fill(Path registry) throws IOException {
    try (RegistryRepository repository =
        RegistryRepository.createOrOpen(registry, new DocumentLanguage(), InstantSource.system())) {
      repository.commit(
          List.of(write("event-model.yaml"), write("definitions/lessons-completed.yaml")),
          new Author("Ana", "ana@example.com"),
          "Lessons");
    }
  }

  private static Edit write(String path) throws IOException {
    return Edit.write(path, Files.readAllBytes(TEAM.resolve(path)), new Edit.Expected.Anything());
  }

  private static String overRpc(String server, Path token, String... command) {
    Run run =
        Run.of(
            Stream.concat(
                    Stream.of(command),
                    Stream.of("--server", server, "--token-file", token.toString()))
                .toArray(String[]::new));
    return run.out() + run.err();
  }

  private static String overHttp(String http, String secret) throws Exception {
    StringBuilder said = new StringBuilder();
    for (String authorization : List.of("Bearer " + secret, "Basic " + basic(secret), secret)) {
      for (String method : List.of(METHOD, MERGE)) {
        said.append(
            ask(
                HttpRequest.newBuilder(URI.create(http + method))
                    .header("Content-Type", "application/json")
                    .header("Authorization", authorization)
                    .POST(BodyPublishers.ofString("{}"))));
      }
      said.append(
          ask(
              HttpRequest.newBuilder(URI.create(http + "/git/info/refs?service=git-receive-pack"))
                  .header("Authorization", authorization)));
    }
    said.append(
        ask(
            HttpRequest.newBuilder(URI.create(http + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("to=%2F&token=" + secret))));
    return said.toString();
  }

  private static String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    return response.headers().map() + "\n" + response.body() + "\n";
  }

  /** Every file of the repository's directory that is no object, and every commit. */
  private static String kept(Path registry) throws Exception {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(registry)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    Process log =
        new ProcessBuilder("git", "-C", registry.toString(), "log", "--all", "-p")
            .redirectErrorStream(true)
            .start();
    String commits = new String(log.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(log.waitFor()).as(commits).isZero();
    assertThat(commits).as("refusals are in the trail").contains("unauthenticated");
    return text.append(commits).toString();
  }

  private static String token(String registry) {
    Run run =
        Run.of("token", "create", "--name", "Eva", "--role", "owner", "--repository", registry);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().strip();
  }

  private static String basic(String secret) {
    return Base64.getEncoder().encodeToString(("eva:" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private static String after(String line, String start) {
    return line.substring(line.lastIndexOf(start) + start.length());
  }
}
