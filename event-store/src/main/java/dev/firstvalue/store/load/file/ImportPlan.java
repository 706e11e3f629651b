package dev.firstvalue.store.load.file;

import dev.firstvalue.store.load.LogTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a file is to be read.
 *
 * @param table what its rows are
 * @param delimiter what stands between the columns of a text file; a blank means any run of blanks;
 *     guessed from the first line when absent
 * @param header the names of the columns of a file without a header line; empty if the first line
 *     is the header
 * @param mapping what the columns are: column to field ({@code event}, {@code timestamp}, {@code
 *     user}, {@code account}, {@code event_id}, {@code received_at}, {@code experiment}, {@code
 *     arm}, {@code alias}, {@code canonical}), to {@code properties.NAME}, or to {@code -} for a
 *     column to leave out. A column that is not named here and is called like a field is that
 *     field; any other is a property of its own name
 * @param constants fields and properties that are the same in every row, by name
 * @param time how instants are written
 */
public record ImportPlan(
    LogTable table,
    Optional<Character> delimiter,
    List<String> header,
    Map<String, String> mapping,
    Map<String, String> constants,
    TimeFormat time) {

  public ImportPlan {
    header = List.copyOf(header);
    mapping = Collections.unmodifiableMap(new TreeMap<>(mapping));
    constants = Collections.unmodifiableMap(new TreeMap<>(constants));
  }

  /** A file with a header line, columns called like the fields, and times in ISO 8601. */
  public static ImportPlan of(LogTable table) {
    return new ImportPlan(table, Optional.empty(), List.of(), Map.of(), Map.of(), TimeFormat.ISO);
  }

  public ImportPlan withDelimiter(char character) {
    return new ImportPlan(table, Optional.of(character), header, mapping, constants, time);
  }

  public ImportPlan withHeader(List<String> names) {
    return new ImportPlan(table, delimiter, names, mapping, constants, time);
  }

  public ImportPlan withMapping(Map<String, String> fields) {
    return new ImportPlan(table, delimiter, header, fields, constants, time);
  }

  public ImportPlan withConstants(Map<String, String> values) {
    return new ImportPlan(table, delimiter, header, mapping, values, time);
  }

  public ImportPlan withTime(TimeFormat format) {
    return new ImportPlan(table, delimiter, header, mapping, constants, format);
  }

  /** A text that two plans share only if they are equal. */
  String fingerprint() {
    return String.join(
        "\0",
        List.of(
            table.table(),
            delimiter.map(String::valueOf).orElse(""),
            String.join("\1", header),
            pairs(mapping),
            pairs(constants),
            time.toString()));
  }

  private static String pairs(Map<String, String> map) {
    StringBuilder text = new StringBuilder();
    map.forEach((key, value) -> text.append(key).append('\2').append(value).append('\1'));
    return text.toString();
  }
}
