package dev.firstvalue.store.testkit;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreTarget;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own for a test class, made before its first test and dropped after its last:
 *
 * <pre>{@code
 * @RegisterExtension static final TestStore STORE = TestStore.create();
 * }</pre>
 *
 * <p>The property {@code clickhouse} says which server: {@code embedded} (the default; one engine
 * for the JVM; the class is skipped on a platform without one), {@code container} (Testcontainers;
 * the class is skipped where Docker is not), or the address of any server, with user and password
 * from the environment.
 */
public final class TestStore implements BeforeAllCallback, AfterAllCallback {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String database =
      "firstvalue_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();

  private @Nullable Open open;

  private TestStore() {}

  public static TestStore create() {
    return new TestStore();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    TestServer server = TestServer.shared();
    try (StoreConnection connection = StoreConnection.open(server.admin())) {
      connection.store().execute(Query.of("CREATE DATABASE " + database));
    }
    open =
        new Open(
            StoreConnection.open(server.reader().withDatabase(database)),
            StoreConnection.open(server.admin().withDatabase(database)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (open != null) {
      open.admin.store().execute(Query.of("DROP DATABASE " + database + " SYNC"));
      open.reader.close();
      open.admin.close();
    }
  }

  /** The name of the database. */
  public String database() {
    return database;
  }

  /** For queries; on the embedded engine, as the user that may only read. */
  public Store store() {
    return opened().reader.store();
  }

  /** For making tables and filling them. */
  public Store admin() {
    return opened().admin.store();
  }

  /** Where {@link #store()} is. */
  public StoreTarget readerTarget() {
    return opened().reader.target();
  }

  /** Where {@link #admin()} is. */
  public StoreTarget adminTarget() {
    return opened().admin.target();
  }

  private Open opened() {
    if (open == null) {
      throw new IllegalStateException("store: not open (expected: use in a test of its class)");
    }
    return open;
  }

  private record Open(StoreConnection reader, StoreConnection admin) {}
}
