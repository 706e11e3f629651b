package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.NeedsEngine;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Searches and revalidations where {@link BadDaysTest} has backtests: what is theirs alone, several
 * questions to a store for one report.
 */
@NeedsEngine
class BadDaysOfSearchesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  @TempDir private Path folder;

  private LessonLog log;

  @BeforeEach
  void writeDocuments() throws IOException {
    log = LessonLog.in(STORE, folder);
  }

  private Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--store", log.url(), "--store-credentials", log.reader()));
    all.addAll(List.of("--definitions", log.documents().toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 2026-06-01 | There is nobody to search: nobody has a start event in the range.",
        "1 | 2026-03-04 | There is nobody to search: none of 1,000 users has been watched to the"
            + " end of the outcome yet.",
        "number >= 2000 | 2026-06-01 | Of 14 candidates none is between the reach floor of 10.0 %"
            + " and 95.0 %, where nearly everybody reaches it: there is nothing to suggest.",
        "number < 2500 | 2026-06-01 | Of 14 candidates none is between the reach floor of 10.0 %"
            + " and 95.0 %, where nearly everybody reaches it: there is nothing to suggest.",
      })
  void aSearchThatFindsNothingSaysWhy(String condition, String asOf, String why) {
    log.fill(condition);
    if (condition.equals("0")) {
      STORE.admin().execute(Query.of("TRUNCATE TABLE log"));
    }
    String[] search = {
      "discover",
      "--like",
      "lessons",
      "--outcome-events",
      "--distinct",
      "0",
      "--times",
      "2",
      "--as-of",
      asOf,
      "--format",
      "json"
    };
    Run run = run(search);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(JsonParser.parseString(run.out()).getAsJsonObject().get("sentence").getAsString())
        .isEqualTo(why);
  }

  @Test
  void ofAnEmptySearchNothingIsSuggestedAndNothingDrafted() {
    log.fill("1");
    Run run =
        run(
            "discover",
            "--like",
            "lessons",
            "--as-of",
            "2026-06-01",
            "--write",
            "1",
            "--name",
            "draft");

    assertThat(run.out())
        .contains("every event of the catalog is left out", "Not searched")
        .doesNotContain("What the search suggests", "How to confirm one");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--write: 1: the search suggests nothing");
    assertThat(log.documents().resolve("definitions/draft.yaml")).doesNotExist();
  }

  /** Who asks for the properties hears of it; what came before reads none. */
  @Test
  void whatFailsHalfWayLeavesNeitherReportNorDraft() throws IOException {
    STORE.admin().execute(Query.of("DROP TABLE IF EXISTS log SYNC"));
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE VIEW log AS
                SELECT
                  toDateTime64('2026-03-01 00:00:00', 6, 'UTC') + toIntervalDay(number % 70) AS ts,
                  if(number < 700, 'signed_up', 'lesson') AS event,
                  toString(number % 700) AS user_id,
                  map('lesson', toString(throwIf(number >= 0, 'a part is lost'))) AS properties
                FROM numbers(1400)
                """));
    Files.writeString(
        log.documents().resolve("definitions/a-lesson.yaml"),
        Files.readString(log.documents().resolve("definitions/lessons.yaml"))
            .replace("name: lessons", "name: a-lesson")
            .replace("{event: lesson, distinct: properties.lesson}", "{event: lesson}"));
    Path report = folder.resolve("reports/report.html");
    String[] search = {
      "discover",
      "--like",
      "a-lesson",
      "--outcome-events",
      "--write",
      "1",
      "--name",
      "draft",
      "--out",
      report.toString()
    };
    assertThat(run("revalidate", "a-lesson").exit()).isLessThan(2);

    for (Run run : List.of(run(search), run("revalidate", "--out", report.toString()))) {
      assertThat(run.exit()).as(run.err()).isEqualTo(3);
      assertThat(run.err()).contains("a part is lost", "store-query-failed");
      LessonLog.assertEmpty(folder.resolve("reports"));
    }
    assertThat(log.documents().resolve("definitions/draft.yaml")).doesNotExist();
  }
}
