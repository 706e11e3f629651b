package dev.firstvalue.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.event.Level;

@Isolated("it reads what is written to System.err")
class LogFormatTest {
  private static final LogLine HOSTILE =
      new LogLine(
          Instant.parse("2026-05-01T10:00:00Z"),
          Level.WARN,
          "dev.firstvalue.registry.version.VersionIndex",
          "a \"name\"\n2026-05-01T10:00:01Z ERROR forged",
          Map.of("request", "r-1"),
          new IllegalStateException("x"));

  @Test
  void jsonIsOneObjectALineWhateverIsLogged() {
    String line = LogFormat.JSON.write(HOSTILE);
    assertThat(line.strip().lines()).hasSize(1);
    JsonObject object = JsonParser.parseString(line).getAsJsonObject();
    assertThat(object.get("message").getAsString()).isEqualTo(HOSTILE.message());
    assertThat(object.get("request").getAsString()).isEqualTo("r-1");
    assertThat(object.get("error").getAsString()).isEqualTo("java.lang.IllegalStateException: x");
  }

  @Test
  void textKeepsItsOwnLinesApartFromWhatOthersWrite() {
    assertThat(LogFormat.TEXT.write(HOSTILE).lines().findFirst().orElseThrow())
        .isEqualTo(
            "2026-05-01T10:00:00Z WARN VersionIndex - a \"name\"?2026-05-01T10:00:01Z ERROR forged"
                + " request=r-1");
  }

  @Test
  void warningsAreWrittenAndTheDriverIsSilent() {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      logger("dev.firstvalue.x.Some").warn("{} of {}", 1, 2);
      logger("dev.firstvalue.x.Some").info("not told");
      logger("com.clickhouse.client.Some").error("password=secret");
      logger("dev.firstvalue.registry.server.CallLog")
          .atInfo()
          .addKeyValue("status", "OK")
          .log("a");
    } finally {
      System.setErr(before);
    }
    assertThat(
            written
                .toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(line.indexOf('Z') + 2)))
        .containsExactly("WARN Some - 1 of 2", "INFO CallLog - a status=OK");
    assertThat(Set.of(LogFormat.values())).contains(LogFormat.chosen());
  }

  private static Logger logger(String name) {
    return new LogProvider().getLoggerFactory().getLogger(name);
  }
}
