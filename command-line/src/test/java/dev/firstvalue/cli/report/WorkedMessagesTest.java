package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.NeedsEngine;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked example of the guide, as it is written there, on a small log of the same shape. */
@NeedsEngine
class WorkedMessagesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final Path PAGE = Path.of("../docs/guide/worked-messages.md");
  private static final Pattern DOCUMENT =
      Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);

  /** Seconds since 1970 of the first message. */
  private static final long BEGIN = 1_082_040_961;

  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;

  @TempDir private static Path folder;
  private static List<String> log = List.of();

  @BeforeAll
  static void followTheGuide() throws IOException {
    log = log();
    try (OutputStream file =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("messages.txt.gz")))) {
      file.write(
          ("src dst time\n" + String.join("\n", log) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    documents()
        .forEach(
            (path, text) -> {
              Path file = folder.resolve(path);
              write(file, text);
            });
    List<String> command = importCommand();
    Run imported = Run.of(command.toArray(String[]::new));
    assertThat(imported.out()).endsWith("messages.txt.gz: " + log.size() + " rows\n");
  }

  @Test
  void itsDefinitionsBreakNoRule() {
    assertThat(documents())
        .containsOnlyKeys(
            "event-model.yaml",
            "definitions/answered.yaml",
            "definitions/answered-in-a-day.yaml",
            "definitions/answered-in-a-month.yaml");
    assertThat(Run.of("lint", folder.toString()).out()).isEqualTo("0 errors, 0 warnings\n");
  }

  /** The counts of the small log were taken by reading it. */
  @ParameterizedTest
  @CsvSource({
    "answered, eligible, answered, 30, 3",
    "answered-in-a-day, eligible, answered_in_a_day, 30, 2",
    "answered-in-a-month, eligible_after_60_days, answered_in_a_month, 60, 4"
  })
  void theReportTheQueryByHandAndTheReferenceEvaluatorCountTheSame(
      String definition, String eligible, String reached, int matureDays, int byReading)
      throws IOException {
    JsonObject reach = backtest(definition);
    Map<String, Long> byHand = byHand();

    assertThat(reach.get("reached").getAsLong()).isEqualTo(byReading);
    assertThat(byHand.get(reached)).isEqualTo(byReading);
    assertThat(byHand.get(eligible)).isEqualTo(reach.get("eligible").getAsLong()).isLessThan(20);
    assertThat(byReference(definition, Duration.ofDays(matureDays))).isEqualTo(byReading);
  }

  /** Who wrote, to whom, at which second. */
  private static List<String> log() {
    List<String> rows = new ArrayList<>();
    five(rows, 100, 0);
    message(rows, 103, 100, 3 * HOUR + DAY); // an answer, a day later to the second
    five(rows, 200, 0);
    message(rows, 999, 200, 2 * DAY); // a stranger's
    message(rows, 301, 300, 0); // before it was asked
    five(rows, 300, HOUR);
    five(rows, 400, 0, 1, 2, 3, 4);
    message(rows, 400, 405, HOUR + WEEK); // the fifth, when the week is over
    message(rows, 401, 400, DAY);
    five(rows, 500, 0);
    message(rows, 502, 500, HOUR + WEEK); // an answer in the month, not in the week
    five(rows, 600, 0);
    message(rows, 604, 600, 4 * HOUR + 3 * DAY); // in the week, not in a day
    five(rows, 700, 0);
    message(rows, 702, 700, 2 * HOUR); // in the second in which it was asked
    five(rows, 800, 0, 0, 1, 2, 3, 4);
    message(rows, 800, 800, 5 * HOUR); // to oneself
    message(rows, 900, 901, 89 * DAY); // not yet watched for long
    message(rows, 1, 2, 90 * DAY);
    return List.copyOf(rows);
  }

  /** Messages to people, an hour after each other. */
  private static void five(List<String> rows, int person, long from, int... to) {
    int[] people = to.length == 0 ? new int[] {1, 2, 3, 4, 5} : to;
    for (int each : people) {
      message(rows, person, person + each, from + each * HOUR);
    }
  }

  private static void message(List<String> rows, int from, int to, long after) {
    rows.add(from + " " + to + " " + (BEGIN + after));
  }

  private static JsonObject backtest(String definition) {
    Run run =
        Run.of(
            "backtest", definition, "-C", folder.toString(), "--home", home(), "--format", "json");
    return JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("reachability");
  }

  private static Map<String, Long> byHand() {
    String sql =
        page()
            .split("```sql\n", 2)[1]
            .split("```", 2)[0]
            .replace("'messages.txt.gz'", "'" + folder.resolve("messages.txt.gz") + "'")
            .replace("FORMAT Vertical\n", "");
    return STORE
        .admin()
        .one(
            Query.of(sql),
            row -> {
              Map<String, Long> counts = new TreeMap<>();
              Stream.of(
                      "eligible",
                      "answered",
                      "answered_in_a_day",
                      "eligible_after_60_days",
                      "answered_in_a_month")
                  .forEach(name -> counts.put(name, row.integer(name)));
              return counts;
            });
  }

  private static long byReference(String definition, Duration mature) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    documents().forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    Repository repository = Repository.read(files);
    Plan plan =
        Binder.plan(
                repository.eventModel().orElseThrow(),
                Objects.requireNonNull(repository.definitions().get(definition)))
            .orThrow();
    List<Event> events = new ArrayList<>();
    for (String row : log) {
      List<String> fields = Arrays.asList(row.split(" ", -1));
      events.add(
          new Event(
              Long.parseLong(fields.get(2)) * 1_000_000,
              "message_sent",
              "m" + events.size(),
              fields.get(0),
              null,
              Map.of("to", fields.get(1))));
    }
    Instant watermark = Instant.ofEpochSecond(BEGIN + 90 * DAY);
    AtomicInteger reached = new AtomicInteger();
    new ReferenceFacts(events, List.of())
        .facts(
            new Question(plan, watermark, Optional.empty(), Optional.empty()),
            facts -> {
              Instant over = Micros.instant(facts.timeZero());
              if (facts.qualifiedAt() != null && !over.plus(mature).isAfter(watermark)) {
                reached.incrementAndGet();
              }
            });
    return reached.get();
  }

  /** The command of the page, at this folder. */
  private static List<String> importCommand() {
    String command =
        page().split("\\$ firstvalue ", 2)[1].split("\n(?! )", 2)[0].replace("\\\n", " ");
    List<String> words = new ArrayList<>(List.of(command.strip().split("\\s+")));
    words.set(1, folder.resolve(words.get(1)).toString());
    words.addAll(List.of("--home", home()));
    return words;
  }

  private static SortedMap<String, String> documents() {
    TreeMap<String, String> documents = new TreeMap<>();
    DOCUMENT
        .matcher(page())
        .results()
        .forEach((MatchResult block) -> documents.put(block.group(1), block.group(2)));
    return documents;
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String home() {
    return folder.resolve("home").toString();
  }
}
