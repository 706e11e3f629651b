package dev.firstvalue.store.load.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A text file of columns. With a comma, a semicolon and the like, values may be quoted and then
 * hold delimiters, quotes (doubled) and line ends; with a tab they may not. An empty value is
 * absent.
 */
final class DelimitedSource implements RecordSource {

  private static final int LONGEST_LIST = 12;

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> columns;

  private DelimitedSource(CSVParser parser, Iterator<CSVRecord> records, List<String> columns) {
    this.parser = parser;
    this.records = records;
    this.columns = columns;
  }

  /** Reads the header, unless it is given. */
  static DelimitedSource open(BufferedReader reader, char delimiter, List<String> header)
      throws IOException {
    CSVFormat.Builder format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setTrailingData(true)
            .setIgnoreEmptyLines(false); // skipped here, or lines would be counted wrong
    if (delimiter == '\t') {
      format.setQuote(null);
    }
    CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format.get()).get();
    Iterator<CSVRecord> records = parser.iterator();
    List<String> columns = header;
    if (header.isEmpty()) {
      if (!hasNext(records)) {
        throw new IOException("it is empty");
      }
      columns = named(records.next());
    }
    requireDistinct(columns);
    return new DelimitedSource(parser, records, columns);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void read(RecordHandler handler) throws IOException {
    while (true) {
      long line = parser.getCurrentLineNumber() + 1;
      if (!hasNext(records)) {
        return;
      }
      CSVRecord record = records.next();
      if (record.size() == 1 && record.get(0).isEmpty()) {
        continue;
      }
      if (record.size() != columns.size()) {
        handler.reject(line, record.size() + " fields (expected: " + columns.size() + ")");
        continue;
      }
      Map<String, String> values = LinkedHashMap.newLinkedHashMap(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        String value = record.get(i);
        if (!value.isEmpty()) {
          values.put(columns.get(i), value);
        }
      }
      handler.record(line, values);
    }
  }

  private static boolean hasNext(Iterator<CSVRecord> records) throws IOException {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<String> named(CSVRecord header) {
    return IntStream.range(0, header.size())
        .mapToObj(i -> header.get(i).isBlank() ? "column_" + (i + 1) : header.get(i).strip())
        .toList();
  }

  private static void requireDistinct(List<String> columns) throws IOException {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new IOException(
            "column "
                + column
                + " is there twice in "
                + columns.subList(0, Math.min(LONGEST_LIST, columns.size())));
      }
    }
  }
}
