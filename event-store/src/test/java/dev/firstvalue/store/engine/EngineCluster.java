package dev.firstvalue.store.engine;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Three engines, each a process of its own, as one cluster of three shards. The first knows the
 * others and is the one to ask. Shards are read as a user that may change nothing.
 */
public final class EngineCluster implements AutoCloseable {
  /** The cluster that is read. */
  static final String NAME = "shards";

  /** The same shards, as a user that fills them. */
  static final String LOADING = "shards_to_fill";

  private static final int SHARDS = 3;

  private final Path home;
  private final List<ClusterShard> shards;
  private final List<StoreConnection> admins;

  private EngineCluster(Path home, List<ClusterShard> shards) {
    this.home = home;
    this.shards = List.copyOf(shards);
    this.admins =
        shards.stream().map(shard -> StoreConnection.open(shard.target(shard.admin()))).toList();
  }

  /** Starts the engines in a temporary folder. */
  public static EngineCluster start() {
    List<ClusterShard> shards = new ArrayList<>();
    boolean started = false;
    try {
      Path home = Files.createTempDirectory("firstvalue-cluster");
      for (int i = SHARDS; i > 0; i--) {
        shards.addFirst(ClusterShard.start(home.resolve("shard_" + i), List.copyOf(shards)));
      }
      EngineCluster cluster = new EngineCluster(home, shards);
      started = true;
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!started) {
        shards.forEach(ClusterShard::end);
      }
    }
  }

  /** For queries, as a user that may change nothing. */
  public StoreTarget reader() {
    return shards.getFirst().target(shards.getFirst().reader());
  }

  /** For tables on the first shard, as an address. */
  public StoreTarget adminTarget() {
    return shards.getFirst().target(shards.getFirst().admin());
  }

  /** For tables on the first shard. */
  public Store admin() {
    return admins.getFirst().store();
  }

  /**
   * Spreads the rows of a table of the first shard over all of them and puts a Distributed table in
   * its place. Rows go where chance wants them, so that an entity's lie everywhere.
   */
  public void spread(String table) {
    String rows = table + "_rows";
    String columns =
        admin()
            .one(
                Query.of(
                        "SELECT create_table_query AS sql FROM system.tables"
                            + " WHERE database = currentDatabase() AND name = {table:String}")
                    .bind("table", table),
                row -> row.text("sql"));
    String local = columns.replaceFirst("firstvalue\\." + table, rows);
    for (StoreConnection admin : admins) {
      admin.store().execute(Query.of("DROP TABLE IF EXISTS " + rows + " SYNC"));
      admin.store().execute(Query.of(local));
    }
    admin()
        .execute(
            Query.of(
                    "INSERT INTO FUNCTION cluster("
                        + LOADING
                        + ", firstvalue."
                        + rows
                        + ", rand()) SELECT * FROM "
                        + table)
                .setting("distributed_foreground_insert", "1"));
    admin().execute(Query.of("DROP TABLE " + table + " SYNC"));
    admin()
        .execute(
            Query.of(
                "CREATE TABLE "
                    + table
                    + " AS "
                    + rows
                    + " ENGINE = Distributed("
                    + NAME
                    + ", firstvalue, "
                    + rows
                    + ", rand())"));
  }

  /** How many rows of a table that was spread each shard has. */
  public List<Long> rowsOfShards(String table) {
    return admins.stream()
        .map(
            admin ->
                admin
                    .store()
                    .one(
                        Query.of("SELECT count() AS n FROM " + table + "_rows"),
                        row -> row.integer("n")))
        .toList();
  }

  /** Ends the last shard. */
  public void loseShard() {
    shards.getLast().end();
  }

  @Override
  public void close() {
    admins.forEach(StoreConnection::close);
    shards.forEach(ClusterShard::end);
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
