package dev.firstvalue.store.load.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A text file whose columns stand apart by runs of blanks. */
final class BlankSource implements RecordSource {

  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  private final BufferedReader reader;
  private final List<String> columns;
  private final long firstLine;

  private BlankSource(BufferedReader reader, List<String> columns, long firstLine) {
    this.reader = reader;
    this.columns = columns;
    this.firstLine = firstLine;
  }

  /** Reads the header, unless it is given. */
  static BlankSource open(BufferedReader reader, List<String> header) throws IOException {
    if (!header.isEmpty()) {
      return new BlankSource(reader, header, 1);
    }
    String line = reader.readLine();
    if (line == null) {
      throw new IOException("it is empty");
    }
    return new BlankSource(reader, List.of(BLANKS.split(line.strip(), -1)), 2);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void read(RecordHandler handler) throws IOException {
    long line = firstLine;
    for (String text = reader.readLine(); text != null; text = reader.readLine(), line++) {
      if (text.isBlank()) {
        continue;
      }
      String[] parts = BLANKS.split(text.strip(), -1);
      if (parts.length != columns.size()) {
        handler.reject(line, parts.length + " fields (expected: " + columns.size() + ")");
        continue;
      }
      Map<String, String> values = LinkedHashMap.newLinkedHashMap(parts.length);
      for (int i = 0; i < parts.length; i++) {
        values.put(columns.get(i), parts[i]);
      }
      handler.record(line, values);
    }
  }
}
