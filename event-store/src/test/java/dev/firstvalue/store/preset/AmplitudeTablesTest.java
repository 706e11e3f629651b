package dev.firstvalue.store.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.preset.Preset;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lines of Amplitude's export, loaded by the preset's own statements. */
class AmplitudeTablesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final List<String> EVENTS =
      List.of(
          event(1, "Sign Up", 0, 11, "{\"plan\":\"free\",\"birthday\":\"1999-12-31\"}"),
          event(2, "Song Played", 1, 11, "{\"song_id\":\"a\",\"seconds\":31}"),
          event(3, "Song Played", 2, 11, "{\"song_id\":\"2026-03-02\",\"seconds\":180.5}"),
          event(3, "Song Played", 2, 11, "{\"song_id\":\"2026-03-02\",\"seconds\":180.5}"),
          event(4, "Song Played", 3, 11, "{\"song_id\":7,\"seconds\":\"30\"}"),
          event(5, "Sign Up", 0, 12, "{\"plan\":\"pro\",\"birthday\":\"31 December 1999\"}"),
          event(6, "Song Played", 1, 12, "{\"song_id\":\"a\",\"seconds\":31}"),
          event(7, "Song Played", 2, 12, "{\"song_id\":\"b\",\"seconds\":29.5}"),
          event(8, "[Amplitude] Page Viewed", 2, 12, "{\"[Amplitude] Page Path\":\"/\"}"),
          event(9, "Song Played", 3, 12, "{\"song_id\":\"c\",\"seconds\":300}"));

  @BeforeAll
  static void load() {
    List<String> merged =
        List.of(
            "{\"scope\":187520,\"merge_time\":1772409600000,\"merge_server_time\":1772409600500,"
                + "\"amplitude_id\":13,\"merged_amplitude_id\":11}");
    Pattern.compile(";\n")
        .splitAsStream(PresetFacts.text(Preset.AMPLITUDE, "sql/amplitude-events.sql"))
        .map(
            statement ->
                fromText(statement, statement.contains("INTO amplitude.events") ? EVENTS : merged))
        .forEach(AmplitudeTablesTest::execute);
  }

  /** A statement of the preset with the lines of a file in it, and not the file. */
  private static String fromText(String statement, List<String> lines) {
    String text = Matcher.quoteReplacement(String.join("\n", lines));
    return statement
        .replaceAll(
            "s3\\('[^']*', 'JSONEachRow',\\s*('(?:[^']|'')*')\\)",
            "format(JSONEachRow, $1, '" + text + "')")
        .replace("amplitude.events", "amplitude_events")
        .replace("amplitude.merged_users", "merged_users");
  }

  @Test
  void theExportIsReadAsItIsLoaded() {
    assertThat(PresetFacts.of(STORE, Preset.AMPLITUDE, "amplitude.events", "amplitude_events"))
        .containsExactlyInAnyOrder("11 2026-03-04T00:00:00.250Z [free]", "12 never [pro]");
  }

  @Test
  void aTextThatLooksLikeADateStaysAsItWasWritten() {
    SortedMap<String, byte[]> files = new TreeMap<>(Preset.AMPLITUDE.files());
    change(files, "event-model.yaml", "table: amplitude.events", "table: amplitude_events");
    change(files, "definitions/first-value.yaml", "properties.plan]", "properties.birthday]");

    assertThat(PresetFacts.of(STORE, files))
        .containsExactlyInAnyOrder(
            "11 2026-03-04T00:00:00.250Z [1999-12-31]", "12 never [31 December 1999]");
  }

  @Test
  void mergedUsersHaveWhoWasMergedIntoWhom() {
    assertThat(
            STORE
                .store()
                .list(
                    Query.of("SELECT *, toString(merge_time) AS at FROM merged_users"),
                    row ->
                        row.text("amplitude_id")
                            + " "
                            + row.text("merged_amplitude_id")
                            + " "
                            + row.text("at")))
        .containsExactly("13 11 2026-03-02 00:00:00.000");
  }

  private static void change(SortedMap<String, byte[]> files, String path, String from, String to) {
    String text = PresetFacts.text(Preset.AMPLITUDE, path);
    assertThat(text).contains(from);
    files.put(path, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  /** An event whose device is an hour slow, some days after the first of March. */
  private static String event(int id, String type, int day, int amplitude, String properties) {
    return """
    {"$insert_id":"i%1$d","uuid":"00000000-0000-4000-8000-00000000000%1$d","$schema":13,"app":187520,\
    "event_type":"%2$s","event_id":%1$d,"amplitude_event_type":null,\
    "event_time":"2026-03-0%3$d 00:00:00.250000","client_event_time":"2026-02-28 23:00:00.250000",\
    "client_upload_time":"2026-02-28 23:00:01.000000","server_received_time":"2026-03-0%3$d 00:00:01.000000",\
    "server_upload_time":"2026-03-0%3$dT00:00:02.500000","processed_time":"2026-03-0%3$d 00:00:03.000000",\
    "amplitude_id":%4$d,"user_id":null,"device_id":"d%4$d","session_id":-1,"platform":"Web",\
    "event_properties":%5$s,"user_properties":{"paying":true},"groups":{},"group_properties":{},"data":{}}\
    """
        .formatted(id, type, day + 1, amplitude, properties);
  }

  private static void execute(String sql) {
    STORE.admin().execute(Query.of(sql));
  }
}
