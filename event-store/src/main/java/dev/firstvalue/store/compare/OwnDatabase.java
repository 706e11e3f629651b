package dev.firstvalue.store.compare;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;

/**
 * A database that is made for a comparison and dropped after it; nothing else in the store is
 * touched. Where the JVM is stopped, it is dropped on the way out.
 */
public final class OwnDatabase implements AutoCloseable {
  private final Store store;
  private final String name;
  private final StoreConnection connection;
  private final Thread atTheEnd = new Thread(this::dropOnTheWayOut, "drop-own-database");

  private OwnDatabase(Store store, String name, StoreConnection connection) {
    this.store = store;
    this.name = name;
    this.connection = connection;
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /**
   * Makes a database.
   *
   * @param name {@code firstvalue_fuzz_} or {@code firstvalue_examples_} and what no other run has;
   *     one that is there is refused
   * @throws FirstvalueException STORE_PERMISSION_DENIED when the user may not make one
   */
  public static OwnDatabase create(Store store, String name) {
    if (!name.matches("firstvalue_(fuzz|examples)_[a-z0-9]+")) {
      throw new IllegalArgumentException(
          "name: "
              + name
              + " (expected: firstvalue_fuzz_ or firstvalue_examples_ and letters or digits)");
    }
    try {
      store.execute(Query.of("CREATE DATABASE " + name).purpose("a database for a comparison"));
    } catch (FirstvalueException e) {
      if (e.code() != ErrorCode.STORE_PERMISSION_DENIED) {
        throw e;
      }
      throw new FirstvalueException(
          ErrorCode.STORE_PERMISSION_DENIED,
          store.target().toString(),
          "the user may not make a database, and the comparison needs one of its own",
          "Run as a user with CREATE DATABASE, CREATE TABLE, DROP, INSERT and SELECT on "
              + name.substring(0, name.lastIndexOf('_') + 1)
              + "*",
          e);
    }
    // Opening asks nothing of the server.
    return new OwnDatabase(store, name, StoreConnection.open(store.target().withDatabase(name)));
  }

  /** Statements in the database, under the limits of the store that it was made with. */
  public Store store() {
    return connection.store().withLimits(store.limits());
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
    connection.close();
    drop();
  }

  /** The other hooks cancel what runs, this statement too: it is worth saying twice. */
  private void dropOnTheWayOut() {
    try {
      drop();
    } catch (FirstvalueException e) {
      drop();
    }
  }

  private void drop() {
    store.execute(Query.of("DROP DATABASE IF EXISTS " + name).purpose("the comparison is over"));
  }
}
