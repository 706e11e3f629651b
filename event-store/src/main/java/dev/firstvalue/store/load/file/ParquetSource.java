package dev.firstvalue.store.load.file;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryLimits;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Parquet file, read by an embedded engine. Instants arrive in ISO 8601, lists and maps as JSON.
 */
final class ParquetSource implements RecordSource {

  private record Column(String name, String type) {

    String asText() {
      String quoted = "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
      if (type.contains("DateTime")) {
        return "toString(toTimeZone(" + quoted + ", 'UTC'))";
      }
      return type.matches("(Array|Map|Tuple|Nested|JSON|Variant|Dynamic).*")
          ? "toJSONString(" + quoted + ")"
          : "toString(" + quoted + ")";
    }
  }

  private static final QueryLimits LIMITS =
      QueryLimits.DEFAULT.withResultRows(Long.MAX_VALUE).withTime(Duration.ofHours(6));

  private final Store engine;
  private final Path file;
  private final List<Column> columns;

  /** The engine reads {@code file} itself, whose path must have no pattern characters. */
  ParquetSource(Store engine, Path file) {
    this.engine = engine.withLimits(LIMITS);
    this.file = file;
    this.columns =
        this.engine.list(
            Query.of("DESCRIBE TABLE file({path:String}, 'Parquet')").bind("path", file.toString()),
            row -> new Column(row.text("name"), row.text("type")));
  }

  @Override
  public List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  @Override
  public void read(RecordHandler handler) throws IOException {
    String selected =
        IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i).asText() + " AS c" + i)
            .collect(Collectors.joining(", "));
    Query query =
        Query.of("SELECT " + selected + " FROM file({path:String}, 'Parquet')")
            .bind("path", file.toString())
            .purpose("read Parquet");
    long[] line = new long[1];
    try {
      engine.each(
          query,
          row -> {
            line[0]++;
            try {
              handler.record(line[0], values(row));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Map<String, String> values(Row row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = row.textOrNull("c" + i);
      if (value != null) {
        values.put(columns.get(i).name(), value);
      }
    }
    return values;
  }
}
