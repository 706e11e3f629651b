package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.store.connect.Credentials;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A log of lessons in a store that is about to fail, and the documents over it.
 *
 * @param store holds the table {@code log}
 * @param folder a new one
 */
record LessonLog(TestStore store, Path folder) {

  /** Writes the documents. */
  static LessonLog in(TestStore store, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("documents/definitions"));
    Files.writeString(
        folder.resolve("documents/event-model.yaml"),
        """
        apiVersion: firstvalue/v1
        kind: EventModel
        metadata: {name: bad-days}
        spec:
          events: {table: log, timestamp: ts, event: event, properties: properties}
          entities: {user: {column: user_id}}
          catalog: {signed_up: {preparation: true}, lesson: {properties: {lesson: STRING}}}
        """);
    Files.writeString(
        folder.resolve("documents/definitions/lessons.yaml"),
        """
        apiVersion: firstvalue/v1
        kind: ValueEvent
        metadata: {name: lessons, owners: [growth]}
        spec:
          stage: ACTIVATION
          promise: p
          rationale: r
          entity: user
          start: {event: signed_up}
          within: 7d
          qualifies: {event: lesson, distinct: properties.lesson}
          outcomes:
            - {name: month, from: 7d, to: 30d, condition: {event: lesson}}
        """);
    return new LessonLog(store, folder);
  }

  /** The definitions repository. */
  Path documents() {
    return folder.resolve("documents");
  }

  /** A thousand sign up on the first of March, and come back. */
  void fill(String condition) {
    store.admin().execute(Query.of("DROP TABLE IF EXISTS log SYNC"));
    store
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE log ENGINE = MergeTree ORDER BY user_id AS
                SELECT
                  toDateTime64('2026-03-01 00:00:00', 6, 'UTC') + toIntervalMinute(number) AS ts,
                  'signed_up' AS event, concat('u', toString(number)) AS user_id,
                  map('lesson', toString(number %% 3)) AS properties
                FROM numbers(1000)
                UNION ALL
                SELECT
                  toDateTime64('2026-03-02 00:00:00', 6, 'UTC')
                    + toIntervalDay(5 * intDiv(number, 1000)),
                  'lesson', concat('u', toString(number %% 1000)), map('lesson', toString(number %% 3))
                FROM numbers(4000)
                WHERE %s
                """
                    .formatted(condition)));
  }

  void slow() {
    store.admin().execute(Query.of("DROP TABLE IF EXISTS log SYNC"));
    store.admin().execute(Query.of(slowView()));
  }

  /** A table of which nobody sees the end, and that uses no processor. */
  static String slowView() {
    return """
    CREATE VIEW log AS
    SELECT
      toDateTime64('2026-03-01 00:00:00', 6, 'UTC') AS ts, 'signed_up' AS event,
      toString(number) AS user_id, map('lesson', 'a') AS properties
    FROM numbers(1000000)
    WHERE sleepEachRow(0.05) = 0
    SETTINGS max_block_size = 10
    """;
  }

  String url() {
    StoreTarget target = store.readerTarget();
    return target.endpoint() + "/" + target.database();
  }

  String reader() {
    return credentials(store.readerTarget()).toString();
  }

  Path credentials(StoreTarget target) {
    Credentials credentials = target.credentials();
    try {
      return Files.writeString(
          folder.resolve("credentials"),
          "user=" + credentials.user() + "\npassword=" + credentials.password() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder in which nothing was left, if it is there at all. */
  static void assertEmpty(Path folder) {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
