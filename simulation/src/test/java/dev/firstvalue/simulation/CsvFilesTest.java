package dev.firstvalue.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFilesTest {
  @TempDir private Path directory;

  @Test
  void everyRowIsALine() throws IOException {
    CsvFiles.write(50, 9, directory.resolve("new"));
    Recorded log = Recorded.of(50, 9);
    List<String> events = Files.readAllLines(directory.resolve("new/events.csv"));
    List<String> exposures = Files.readAllLines(directory.resolve("new/exposures.csv"));

    assertThat(events).hasSize(log.events().size() + 1);
    assertThat(events.getFirst()).isEqualTo("ts,event,event_id,user_id,account_id,properties");
    assertThat(events)
        .anyMatch(
            line ->
                line.matches(
                    "2026-[0-9T:.-]+Z,signed_up,u1-[0-9]+,u1,a1,"
                        + "\"\\{\"\"email\"\":\"\"u1@mail[.]example\"\",\"\"plan\"\":.*\\}\""));
    assertThat(exposures).hasSize(log.exposures().size() + 1);
    assertThat(exposures.getFirst()).isEqualTo("ts,experiment,arm,user_id,account_id");
    assertThat(JsonParser.parseString(Files.readString(directory.resolve("new/truth.json"))))
        .isEqualTo(JsonParser.parseString(Lingo.truth().json()));
  }

  @Test
  void nothingElseIsLeft() throws IOException {
    CsvFiles.write(5, 9, directory);
    CsvFiles.write(6, 9, directory);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("events.csv", "exposures.csv", "truth.json");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> CsvFiles.write(5, 9, file))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNWRITABLE);
              assertThat(e.place()).isEqualTo(file.toString());
            });
  }
}
