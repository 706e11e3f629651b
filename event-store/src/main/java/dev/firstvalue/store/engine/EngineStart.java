package dev.firstvalue.store.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One start of a child, from writing its configuration to learning its port. */
record EngineStart(
    Path library, EnginePaths paths, EngineSettings settings, EngineUser admin, EngineUser reader) {

  /**
   * The engine's own lock, which a predecessor may hold for the two seconds it needs to notice its
   * parent's end.
   */
  private static final String LOCKED = "Code: 76.";

  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration PREDECESSOR = Duration.ofSeconds(6);

  /**
   * How long memory that was used is kept, in the words of the engine's allocator, jemalloc: a
   * minute, for the next query is seldom far. With the five seconds that are the engine's default a
   * query got a third of its pages from the system anew, which on a virtual machine took a quarter
   * of its time.
   */
  private static final String ALLOCATOR = "dirty_decay_ms:60000";

  /** A child that answers on a port. */
  record Running(Process process, int port) {}

  Running run() throws IOException {
    long retryUntil = System.nanoTime() + PREDECESSOR.toNanos();
    while (true) {
      if (!prepared(retryUntil)) {
        continue;
      }
      EnginePaths.writeSecret(
          paths.configuration(), EngineConfiguration.server(paths, settings, admin, reader));
      EnginePaths.writeSecret(paths.users(), EngineConfiguration.users(admin, reader));
      Process process = launch();
      boolean answering = false;
      try {
        answering = awaitPort(process);
        if (answering) {
          int port = Integer.parseInt(Files.readString(paths.port()).strip());
          paths.forgetPasswords();
          return new Running(process, port);
        }
      } finally {
        if (!answering) {
          end(process, Duration.ZERO);
        }
      }
      String log = Files.readString(paths.log(), StandardCharsets.UTF_8);
      if (!log.contains(LOCKED) || System.nanoTime() > retryUntil) {
        throw EngineFailures.didNotStart(paths.root(), log);
      }
    }
  }

  /** Whether the folders are ready; a predecessor that still writes into them is given its time. */
  private boolean prepared(long retryUntil) throws IOException {
    try {
      paths.prepare();
      return true;
    } catch (FileSystemException | UncheckedIOException e) {
      if (System.nanoTime() > retryUntil) {
        throw e;
      }
      LockSupport.parkNanos(POLL.toNanos());
      return false;
    }
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            EngineLibrary.home().toString(),
            EngineMain.class.getName(),
            library.toString(),
            paths.configuration().toString(),
            EngineConfiguration.statements(paths));
    builder.redirectErrorStream(true);
    builder.redirectOutput(paths.log().toFile());
    // Options meant for this process must not reach the child and print into its log.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().putIfAbsent("JE_MALLOC_CONF", ALLOCATOR);
    return builder.start();
  }

  /** Whether the engine wrote its port before it ended or the time was up. */
  private boolean awaitPort(Process process) throws IOException {
    long deadline = System.nanoTime() + settings.startTimeout().toNanos();
    try {
      while (System.nanoTime() < deadline) {
        if (Files.exists(paths.port()) && Files.readString(paths.port()).endsWith("\n")) {
          return true;
        }
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Closes the child's standard input, which asks it to end, and insists after {@code patience}.
   */
  static void end(Process process, Duration patience) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly(); // the pipe is broken: the child is ending already
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
