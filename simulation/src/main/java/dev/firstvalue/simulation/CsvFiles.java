package dev.firstvalue.simulation;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a simulation as files: {@code events.csv} (ts, event, event_id, user_id, account_id,
 * properties as a JSON object of texts), {@code exposures.csv} (ts, experiment, arm, user_id,
 * account_id) and {@code truth.json}, in UTF-8 with a header, times in RFC 3339.
 *
 * <p>Each file appears under its name only once it is whole; one that is there already is replaced.
 */
public final class CsvFiles {
  /** The names of the files. */
  public static final String EVENTS = "events.csv";

  public static final String EXPOSURES = "exposures.csv";
  public static final String TRUTH = "truth.json";

  private CsvFiles() {}

  /**
   * Writes Lingo into a directory, which is made if it is not there.
   *
   * @throws FirstvalueException FILE_UNWRITABLE
   */
  public static void write(int entities, long seed, Path directory) {
    Path events = directory.resolve(EVENTS + ".part");
    Path exposures = directory.resolve(EXPOSURES + ".part");
    Path truth = directory.resolve(TRUTH + ".part");
    try {
      try {
        Files.createDirectories(directory);
        try (Writer eventRows = Files.newBufferedWriter(events, StandardCharsets.UTF_8);
            Writer exposureRows = Files.newBufferedWriter(exposures, StandardCharsets.UTF_8)) {
          eventRows.write("ts,event,event_id,user_id,account_id,properties\n");
          exposureRows.write("ts,experiment,arm,user_id,account_id\n");
          Lingo.simulate(entities, seed, new Lines(eventRows, exposureRows));
        }
        Files.writeString(truth, Lingo.truth().json());
        move(events, directory.resolve(EVENTS));
        move(exposures, directory.resolve(EXPOSURES));
        move(truth, directory.resolve(TRUTH));
      } finally {
        Files.deleteIfExists(events);
        Files.deleteIfExists(exposures);
        Files.deleteIfExists(truth);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          directory.toString(),
          "the simulation cannot be written: " + e.getMessage(),
          "Name a directory that can be written, with room on its disk",
          e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** One line a row. No value of Lingo needs quotes but the JSON object. */
  private record Lines(Writer events, Writer exposures) implements Rows {
    @Override
    public void event(Event event) {
      String properties =
          new TreeMap<>(event.properties())
              .entrySet().stream()
                  .map(one -> quoted(one.getKey()) + ":" + quoted(one.getValue()))
                  .collect(Collectors.joining(",", "\"{", "}\""));
      write(
          events,
          Micros.instant(event.timestamp()).toString(),
          event.name(),
          text(event.id()),
          text(event.user()),
          text(event.account()),
          properties);
    }

    @Override
    public void exposure(Exposure exposure) {
      write(
          exposures,
          Micros.instant(exposure.timestamp()).toString(),
          exposure.experiment(),
          exposure.arm(),
          text(exposure.user()),
          text(exposure.account()));
    }

    private static String quoted(String text) {
      return "\"\"" + text + "\"\"";
    }

    private static String text(@Nullable String id) {
      return id == null ? "" : id;
    }

    private static void write(Writer writer, String... fields) {
      try {
        writer.append(String.join(",", fields)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
