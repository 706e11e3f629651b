package dev.firstvalue.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The ready files for GitHub and GitLab write one comment, and write over it the next time. */
class WorkflowsTest {
  private static final Path REPOSITORY = Path.of("../definitions-repo");
  private static final String COMMENT = "<!-- firstvalue-check -->\n### Firstvalue: fine & well\n";

  @TempDir private Path folder;

  @BeforeEach
  void commentIsThere() throws IOException {
    Files.writeString(folder.resolve("comment.md"), COMMENT);
  }

  @ParameterizedTest
  @CsvSource({"'', POST repos/o/r/issues/7/comments", "42, PATCH repos/o/r/issues/comments/42"})
  void githubHasOneComment(String before, String write) throws Exception {
    needs("bash");
    Path gh = folder.resolve("gh");
    Files.writeString(
        gh,
        "#!/usr/bin/env bash\nif [ \"$2\" = --paginate ]; then echo \"$KNOWN\"; else echo \"$*\" >>"
            + " calls; fi\n");
    assertThat(gh.toFile().setExecutable(true)).isTrue();

    run(
        script(".github/workflows/firstvalue.yml", "gh api"),
        Map.of(
            "KNOWN",
            before,
            "GITHUB_REPOSITORY",
            "o/r",
            "NUMBER",
            "7",
            "PATH",
            folder.toAbsolutePath() + ":" + System.getenv("PATH")));

    assertThat(Files.readString(folder.resolve("calls")))
        .isEqualTo("api --silent --method " + write + " --field body=@comment.md\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | POST /projects/3/merge_requests/9/notes",
        "[{\"id\":5,\"author\":{\"id\":1},\"body\":\"<!-- firstvalue-check -->\"},"
            + "{\"id\":6,\"author\":{\"id\":2},\"body\":\"<!-- firstvalue-check --> x\"}]"
            + " | PUT /projects/3/merge_requests/9/notes/6"
      })
  void gitlabHasOneCommentOfItsOwn(String notes, String write) throws Exception {
    needs("bash");
    needs("curl");
    needs("jq");
    List<String> calls = new ArrayList<>();
    HttpServer forge =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    forge.createContext(
        "/",
        call -> {
          String path = call.getRequestURI().getPath();
          String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (!call.getRequestMethod().equals("GET")) {
            calls.add(call.getRequestMethod() + " " + path);
            calls.add(URLDecoder.decode(body, StandardCharsets.UTF_8));
            calls.add(String.valueOf(call.getRequestHeaders().getFirst("PRIVATE-TOKEN")));
          }
          byte[] answer =
              (path.equals("/user") ? "{\"id\": 2}" : notes).getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    forge.start();
    try {
      run(
          script(".gitlab-ci.yml", "curl"),
          Map.of(
              "CI_API_V4_URL", "http://127.0.0.1:" + forge.getAddress().getPort(),
              "CI_MERGE_REQUEST_PROJECT_ID", "3",
              "CI_MERGE_REQUEST_IID", "9",
              "FIRSTVALUE_COMMENT_TOKEN", "secret"));
    } finally {
      forge.stop(0);
    }
    assertThat(calls).containsExactly(write, "body=" + COMMENT, "secret");
  }

  @Test
  void withoutATokenGitlabHasNoComment() throws Exception {
    needs("bash");
    run(script(".gitlab-ci.yml", "curl"), Map.of("FIRSTVALUE_COMMENT_TOKEN", ""));
  }

  private static void needs(String program) throws Exception {
    boolean found = false;
    for (String path : System.getenv("PATH").split(":", -1)) {
      found |= Files.isExecutable(Path.of(path.isEmpty() ? "." : path, program));
    }
    assumeThat(found).as(program + " is installed").isTrue();
  }

  private void run(String script, Map<String, String> environment) throws Exception {
    ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", script);
    bash.directory(folder.toFile()).redirectErrorStream(true);
    bash.environment().putAll(environment);
    Process process = bash.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  /** The one script of a workflow that calls a program. */
  private static String script(String file, String program) throws IOException {
    List<String> found = new ArrayList<>();
    scripts(
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(REPOSITORY.resolve(file))),
        found);
    return found.stream().filter(text -> text.contains(program)).findFirst().orElseThrow();
  }

  private static void scripts(Object node, List<String> found) {
    switch (node) {
      case Map<?, ?> map -> map.values().forEach(value -> scripts(value, found));
      case List<?> list -> list.forEach(value -> scripts(value, found));
      case String text -> found.add(text);
      case null, default -> {}
    }
  }
}
