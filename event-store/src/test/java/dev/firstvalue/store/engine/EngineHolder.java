package dev.firstvalue.store.engine;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.StoreConnection;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program that starts an engine, prints the child's process id, keeps the engine busy and stays
 * until it is killed.
 */
final class EngineHolder {

  private EngineHolder() {}

  /** Argument: the home. */
  public static void main(String[] arguments) {
    EmbeddedEngine engine =
        EmbeddedEngine.start(Path.of(arguments[0]), EngineSettings.ofThisMachine());
    try (StoreConnection reader = StoreConnection.open(engine.reader())) {
      Query endless = Query.of("SELECT sum(cityHash64(number)) FROM numbers_mt(1000000000000)");
      reader
          .store()
          .withListener((purpose, progress) -> System.out.println(engine.pid()))
          .each(endless, row -> {});
    }
  }

  /** Runs it in a JVM of its own. */
  static Process launch(Path home) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dfirstvalue.engine.library=" + EngineLibrary.find(),
            "-cp",
            System.getProperty("java.class.path"),
            EngineHolder.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
