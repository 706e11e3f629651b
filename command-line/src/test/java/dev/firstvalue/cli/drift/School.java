package dev.firstvalue.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A product of 34 weeks with 100 newcomers each, in an embedded engine. 40 of a week finish a
 * lesson in their first days, and of those 28 come back; of the others 12. As many pass a quiz, but
 * from week twenty on only 20. Who does not looks around instead, so that all are equally active.
 *
 * @param folder the definitions repository
 */
record School(Path folder) {
  static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  static final String AS_OF = "2026-08-30";

  /** Makes the documents and imports the log. */
  static School in(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("event-model.yaml"),
        """
        apiVersion: firstvalue/v1
        kind: EventModel
        metadata: {name: school}
        spec:
          events:
            {table: firstvalue.events, timestamp: ts, event: event, eventId: event_id, properties: properties}
          entities: {user: {column: user_id}, account: {column: account_id}}
          timeZone: UTC
          catalog:
            begun: {preparation: true, properties: {plan: STRING}}
            lesson: {properties: {seconds: INT}}
            quiz: {}
            back: {}
            looked: {preparation: true}
        """);
    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(folder.resolve("definitions/lessons.yaml"), definition("lessons", "lesson"));
    Files.writeString(folder.resolve("definitions/quizzes.yaml"), definition("quizzes", "quiz"));
    Path log = folder.resolve("events.csv");
    Files.writeString(log, String.join("\n", rows()) + "\n");
    School school = new School(folder);
    Run imported = Run.of("import", log.toString(), "--as", "events", "--home", school.home());
    assertThat(imported.exit()).as(imported.out() + imported.err()).isZero();
    return school;
  }

  static String definition(String name, String event) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: %s, title: What counts, owners: [growth]}
    spec:
      stage: ACTIVATION
      status: ACTIVE
      promise: p
      rationale: r
      entity: user
      start: {event: begun}
      within: 7d
      qualifies:
        event: %s
      segments: [start.properties.plan]
      outcomes:
        - {name: month, from: 7d, to: 30d, condition: {event: back}}
    """
        .formatted(name, event);
  }

  String home() {
    return folder.resolve("engine").toString();
  }

  private static List<String> rows() {
    List<String> rows =
        new ArrayList<>(List.of("event,timestamp,user,account,event_id,plan,seconds"));
    for (int week = 0; week < 34; week++) {
      for (int u = 0; u < 100; u++) {
        Instant start = BEGIN.plus(7L * week + u % 7, ChronoUnit.DAYS).plus(u, ChronoUnit.MINUTES);
        String user = "w" + week + "u" + u;
        boolean reaches = u % 5 < 2;
        boolean passes = week < 20 ? reaches : u % 5 < 1;
        boolean stays = reaches ? u / 5 % 10 < 7 : u / 5 % 10 < 2;
        add(rows, "begun", start, user, u % 2 == 0 ? "free" : "pro", "");
        add(
            rows,
            reaches ? "lesson" : "looked",
            start.plus(1, ChronoUnit.DAYS),
            user,
            "",
            reaches ? "" + (20 + u % 40) : "");
        add(rows, passes ? "quiz" : "looked", start.plus(2, ChronoUnit.DAYS), user, "", "");
        if (stays) {
          add(rows, "back", start.plus(12, ChronoUnit.DAYS), user, "", "");
        }
      }
    }
    return rows;
  }

  private static void add(
      List<String> rows, String event, Instant at, String user, String plan, String seconds) {
    String account = user.substring(0, user.length() - 1);
    rows.add(
        String.join(",", event, at.toString(), user, account, "e" + rows.size(), plan, seconds));
  }
}
