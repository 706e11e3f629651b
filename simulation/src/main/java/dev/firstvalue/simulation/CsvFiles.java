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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a simulation as files: {@code events.csv} (ts, event, event_id, user_id, account_id,
 * properties as a JSON object of texts), {@code exposures.csv} (ts, experiment, arm, user_id,
 * account_id) where there are any, {@code truth.json} and the documents that go with it, in UTF-8
 * with a header, times in RFC 3339.
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
    write(Lingo.simulation(entities, seed), directory);
  }

  /**
   * Writes a simulation into a directory, which is made if it is not there.
   *
   * @return what was written, in the order of events, exposures, truth, documents
   * @throws FirstvalueException FILE_UNWRITABLE
   */
  public static List<Path> write(Simulation simulation, Path directory) {
    List<String> names = new ArrayList<>();
    names.add(EVENTS);
    if (simulation.exposes()) {
      names.add(EXPOSURES);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(TRUTH, simulation.truth());
    texts.putAll(simulation.documents());
    names.addAll(texts.keySet());
    try {
      try {
        Files.createDirectories(directory);
        rows(simulation, directory);
        for (Map.Entry<String, String> text : texts.entrySet()) {
          Path part = part(directory, text.getKey());
          Files.createDirectories(Objects.requireNonNull(part.getParent()));
          Files.writeString(part, text.getValue());
        }
        for (String name : names) {
          move(part(directory, name), directory.resolve(name));
        }
      } finally {
        for (String name : names) {
          Files.deleteIfExists(part(directory, name));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          directory.toString(),
          "the simulation cannot be written: " + e.getMessage(),
          "Name a directory that can be written, with room on its disk",
          e);
    }
    return names.stream().map(directory::resolve).toList();
  }

  private static void rows(Simulation simulation, Path directory) throws IOException {
    try (Writer events = Files.newBufferedWriter(part(directory, EVENTS), StandardCharsets.UTF_8);
        Writer exposures =
            simulation.exposes()
                ? Files.newBufferedWriter(part(directory, EXPOSURES), StandardCharsets.UTF_8)
                : Writer.nullWriter()) {
      events.write("ts,event,event_id,user_id,account_id,properties\n");
      exposures.write("ts,experiment,arm,user_id,account_id\n");
      simulation.simulate(new Lines(events, exposures));
    }
  }

  private static Path part(Path directory, String name) {
    return directory.resolve(name + ".part");
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** One line a row. No value needs quotes but the JSON object. */
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
