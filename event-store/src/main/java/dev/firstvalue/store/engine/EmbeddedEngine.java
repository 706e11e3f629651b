package dev.firstvalue.store.engine;

import dev.firstvalue.store.connect.Credentials;
import dev.firstvalue.store.connect.StoreTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * A ClickHouse of one's own: a child process that answers on a free port of 127.0.0.1 and ends with
 * this process, also when this one is killed. Its tables are in the database {@value #DATABASE} and
 * outlive it under the home folder; other databases do not. One process at a time may use a home.
 *
 * <p>Every acknowledged insert survives a kill; an insert is atomic by block, not by statement.
 */
public final class EmbeddedEngine implements AutoCloseable {

  /** The database that survives a restart. */
  public static final String DATABASE = "firstvalue";

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Process process;
  private final EngineLock lock;
  private final StoreTarget reader;
  private final StoreTarget admin;

  private EmbeddedEngine(Process process, EngineLock lock, StoreTarget reader, StoreTarget admin) {
    this.process = process;
    this.lock = lock;
    this.reader = reader;
    this.admin = admin;
  }

  /**
   * Starts an engine on the data below {@code home}, which is made when missing, and waits until it
   * answers.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException when no engine exists for this
   *     platform, when another process uses the home, or when the engine does not come up
   */
  public static EmbeddedEngine start(Path home, EngineSettings settings) {
    Path library = EngineLibrary.find();
    try {
      EnginePaths paths = EnginePaths.of(home);
      EngineLock lock =
          EngineLock.tryAcquire(paths.owner(), ProcessHandle.current().pid())
              .orElseThrow(() -> EngineFailures.inUse(home, paths.owner()));
      boolean started = false;
      try {
        EmbeddedEngine engine = start(library, paths, settings, lock);
        started = true;
        return engine;
      } finally {
        if (!started) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw EngineFailures.unusableHome(home, e);
    }
  }

  /**
   * Whether an engine exists for this operating system and processor, installed or not, or somebody
   * brought one for it.
   */
  public static boolean isSupported() {
    return EngineLibrary.isSupported(EngineLibrary::find, EngineLibrary.platform());
  }

  private static EmbeddedEngine start(
      Path library, EnginePaths paths, EngineSettings settings, EngineLock lock)
      throws IOException {
    SecureRandom random = new SecureRandom();
    EngineUser admin = EngineUser.create("firstvalue_admin", 0, random);
    EngineUser reader = EngineUser.create("firstvalue_reader", 2, random);
    EngineStart start = new EngineStart(library, paths, settings, admin, reader);
    EngineStart.Running running = start.run();
    URI url = URI.create("http://127.0.0.1:" + running.port());
    return new EmbeddedEngine(running.process(), lock, target(url, reader), target(url, admin));
  }

  private static StoreTarget target(URI url, EngineUser user) {
    return new StoreTarget(url, DATABASE, new Credentials(user.name(), user.password()), true);
  }

  /** For queries: may read everything, change nothing, and set settings. */
  public StoreTarget reader() {
    return reader;
  }

  /** For loading and for making tables. */
  public StoreTarget admin() {
    return admin;
  }

  /** The process id of the child. */
  public long pid() {
    return process.pid();
  }

  /** Whether the child still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Ends the child, in order if it can within five seconds, and lets go of the home. */
  @Override
  public void close() {
    EngineStart.end(process, CLOSING);
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
