package dev.firstvalue.store.load;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.CompressionMethod;
import com.clickhouse.client.api.DataStreamWriter;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreErrors;
import dev.firstvalue.store.connect.StoreTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into Firstvalue's own tables. A load is seen as a whole or not at all: its rows stream
 * into a table on the side, which then becomes the load's partition. The same load again, also
 * after one that was killed, leaves exactly its own rows.
 */
public final class Loader implements AutoCloseable {

  /** What a load that is under way is named after; one that was killed leaves such a table. */
  private static final String ASIDE = "loading_";

  private static final Pattern LOAD_ID = Pattern.compile("[0-9a-z-]{1,64}");

  /** Gives the rows of a load. */
  @FunctionalInterface
  public interface Rows {
    void writeTo(RowSink sink) throws IOException;
  }

  private final StoreConnection connection;
  private final Client client;

  private Loader(StoreConnection connection, Client client) {
    this.connection = connection;
    this.client = client;
  }

  /** Connects as a user who may make tables in the target's database, and makes them if missing. */
  public static Loader open(StoreTarget target) {
    StoreConnection connection = StoreConnection.open(target);
    boolean opened = false;
    try {
      makeTables(connection.store(), target.embedded());
      Client client =
          new Client.Builder()
              .addEndpoint(target.endpoint().toString())
              .setUsername(target.credentials().user())
              .setPassword(target.credentials().password())
              .setDefaultDatabase(target.database())
              .setClientName("firstvalue")
              .compressClientRequest(!target.embedded())
              .compressionMethod(CompressionMethod.LZ4) // the default wants a library we leave out
              .setMaxRetries(0) // rows that were streamed once cannot be streamed again
              .build();
      opened = true;
      return new Loader(connection, client);
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  private static void makeTables(Store store, boolean alone) {
    for (LogTable table : LogTable.values()) {
      store.execute(Query.of(table.create()).purpose("create " + table.table()));
    }
    if (alone) {
      List<String> left =
          store.list(
              Query.of(
                      """
                      SELECT name FROM system.tables
                      WHERE database = currentDatabase() AND startsWith(name, {prefix:String})
                      """)
                  .bind("prefix", ASIDE),
              row -> row.text("name"));
      left.forEach(name -> store.execute(Query.of("DROP TABLE `" + name + "` SYNC")));
    }
  }

  /** The store that the rows go to, for queries. */
  public Store store() {
    return connection.store();
  }

  /**
   * Replaces the rows of one load by those given.
   *
   * @param loadId the load's name: 1 to 64 of a–z, 0–9 and the hyphen
   * @return how many rows the load has
   * @throws FirstvalueException when the store refuses or ends; nothing of the load is seen then
   */
  public long load(LogTable table, String loadId, Rows rows) {
    if (!LOAD_ID.matcher(loadId).matches()) {
      throw new IllegalArgumentException("loadId: " + loadId + " (expected: " + LOAD_ID + ")");
    }
    String aside = ASIDE + table.table() + "_" + loadId.replace('-', '_');
    drop(aside);
    store().execute(Query.of("CREATE TABLE " + aside + " AS " + table.table()));
    try {
      long count = stream(table, aside, loadId, rows);
      // The id is in the statement because partitions cannot be bound; its pattern keeps it
      // harmless.
      String change =
          count == 0
              ? "ALTER TABLE %s DROP PARTITION '%s'".formatted(table.table(), loadId)
              : "ALTER TABLE %s REPLACE PARTITION '%s' FROM %s"
                  .formatted(table.table(), loadId, aside);
      store().execute(Query.of(change).purpose("load " + loadId));
      drop(aside);
      return count;
    } catch (RuntimeException e) {
      dropAfter(e, aside);
      throw e;
    }
  }

  private void drop(String table) {
    store().execute(Query.of("DROP TABLE IF EXISTS " + table + " SYNC"));
  }

  private void dropAfter(RuntimeException failure, String table) {
    try {
      drop(table);
    } catch (FirstvalueException e) {
      failure.addSuppressed(e); // the next load of this name drops it
    }
  }

  private long stream(LogTable table, String aside, String loadId, Rows rows) {
    Streaming streaming = new Streaming(table, loadId, rows);
    try (InsertResponse _ =
        client
            .insert(
                aside, table.columns(), streaming, ClickHouseFormat.RowBinary, new InsertSettings())
            .get()) {
      return streaming.rows;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreErrors.cancelled(connection.target());
    } catch (ExecutionException | RuntimeException e) {
      if (streaming.failure != null) {
        throw streaming.failure; // the rows' own error, not what the client makes of it
      }
      throw StoreErrors.of(connection.target(), e);
    } catch (Exception e) {
      throw StoreErrors.of(connection.target(), e); // on closing the response
    }
  }

  /** Writes the rows and keeps their error apart from the connection's. */
  private static final class Streaming implements DataStreamWriter {

    private final LogTable table;
    private final String loadId;
    private final Rows source;
    private long rows;
    private @Nullable RuntimeException failure;

    Streaming(LogTable table, String loadId, Rows source) {
      this.table = table;
      this.loadId = loadId;
      this.source = source;
    }

    @Override
    public void onOutput(OutputStream out) throws IOException {
      RowBinary binary = new RowBinary(out);
      RowSink sink = new RowSink(binary, table, loadId);
      try {
        source.writeTo(sink);
      } catch (RowBinary.BrokenException e) {
        throw e;
      } catch (IOException e) {
        failure = new UncheckedIOException(e);
        throw e;
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
      binary.flush();
      rows = sink.rows();
    }
  }

  @Override
  public void close() {
    client.close();
    connection.close();
  }
}
