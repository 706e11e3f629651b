package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.check.WorkingCopy;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.engine.EngineCluster;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports on Distributed tables over three engines, with {@code --store} as a user gives it, beside
 * those on the same rows in plain tables.
 */
@NeedsEngine
class ClusterReportsTest {
  private static final Map<String, List<String>> REPORTS =
      Map.of(
          "backtest", List.of("backtest", "lessons-completed"),
          "analyze", List.of("analyze", "onboarding-checklist"),
          "revalidate", List.of("revalidate", "lessons-completed"),
          "discover", List.of("discover", "--like", "lessons-completed", "--times", "3"),
          "bridge",
              List.of("bridge", "lessons-completed", "--from", "HEAD", "--to", "two-lessons.yaml"));

  /** Where a report says what made it; a bridge says so of either side. */
  private static final List<String> PROVENANCE = List.of("provenance", "from", "to");

  private static final List<String> DOCUMENTS =
      List.of(
          "event-model.yaml",
          "policy.yaml",
          "definitions/lessons-completed.yaml",
          "experiments/onboarding-checklist.yaml");

  private static final String PAST =
      """
        past:
          - {name: opened-before, count: {event: app_opened}, lookback: 28d}
          - {name: anything-before, lookback: 2d}
      """;

  @TempDir private static Path folder;

  @Test
  void theReportsAreTheSameApartFromProvenance() throws Exception {
    writeDocuments();
    commitAndChange();
    assertThat(
            Run.of("simulate", "--entities", "400", "--out", folder.resolve("log").toString())
                .exit())
        .isZero();
    try (EngineCluster cluster = EngineCluster.start()) {
      for (String kind : List.of("events", "exposures")) {
        Run run =
            onTheStore(
                cluster.adminTarget(),
                "import",
                folder.resolve("log/" + kind + ".csv").toString(),
                "--as",
                kind);
        assertThat(run.exit()).as(run.err()).isZero();
      }
      Map<String, String> plain = reports(cluster.reader());
      assertThat(plain.get("analyze")).contains("opened-before", "had none in the 2d before");
      assertThat(plain.get("bridge")).contains("\"change\": \"WIDENS\"", "gainedEntities");
      cluster.spread("events");
      cluster.spread("exposures");
      assertThat(cluster.rowsOfShards("events")).allMatch(rows -> rows > 1_000);
      assertThat(reports(cluster.reader())).isEqualTo(plain);
    }
  }

  private static Map<String, String> reports(StoreTarget store) {
    Map<String, String> reports = new TreeMap<>();
    REPORTS.forEach((name, command) -> reports.put(name, report(store, command)));
    return reports;
  }

  /** Those of the demonstration, with a past beside. */
  private static void writeDocuments() throws IOException {
    for (String document : DOCUMENTS) {
      Path file = folder.resolve("documents").resolve(document);
      Files.createDirectories(file.getParent());
      try (InputStream in =
          ClusterReportsTest.class.getResourceAsStream(
              "/dev/firstvalue/cli/demo/definitions-repo/" + document)) {
        String text =
            new String(Objects.requireNonNull(in, document).readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(file, text.replace("  test:", PAST + "  test:"));
      }
    }
  }

  /** What lies in the folder is the older version of a bridge; the newer asks for less. */
  private static void commitAndChange() throws Exception {
    WorkingCopy.commitAll(folder.resolve("documents"));
    String older = Files.readString(folder.resolve("documents/definitions/lessons-completed.yaml"));
    assertThat(older).contains("atLeast: 3");
    Files.writeString(
        folder.resolve("two-lessons.yaml"), older.replace("atLeast: 3", "atLeast: 2"));
  }

  private static String report(StoreTarget store, List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.replaceAll(one -> one.endsWith(".yaml") ? folder.resolve(one).toString() : one);
    arguments.addAll(
        List.of(
            "-C",
            folder.resolve("documents").toString(),
            "--format",
            "json",
            "--as-of",
            "2026-06-01"));
    Run run = onTheStore(store, arguments.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    JsonObject own =
        report.has("reports") ? report.getAsJsonArray("reports").get(0).getAsJsonObject() : report;
    assertThat(PROVENANCE.stream().filter(name -> withoutProvenance(own, name)))
        .hasSize(command.contains("bridge") ? 2 : 1);
    return new GsonBuilder().setPrettyPrinting().create().toJson(report);
  }

  /** Takes it out, if it is there: the range of an outcome is called so, too, and is no object. */
  private static boolean withoutProvenance(JsonObject report, String name) {
    return report.has(name) && report.get(name).isJsonObject() && report.remove(name) != null;
  }

  private static Run onTheStore(StoreTarget store, String... arguments) {
    try {
      Path credentials = folder.resolve("credentials");
      Files.writeString(
          credentials,
          "user=" + store.credentials().user() + "\npassword=" + store.credentials().password());
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(
          List.of(
              "--store",
              store.endpoint() + "/" + store.database(),
              "--store-credentials",
              credentials.toString()));
      return Run.of(all.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
