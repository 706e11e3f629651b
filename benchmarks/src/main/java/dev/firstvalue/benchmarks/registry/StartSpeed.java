package dev.firstvalue.benchmarks.registry;

import dev.firstvalue.benchmarks.Timing;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * From opening a registry to serving it, with a valid index, beside {@code git cat-file --batch}
 * over the same objects; and how long a version takes where the index is lost.
 */
final class StartSpeed {
  private StartSpeed() {}

  static List<Ratio> run(Path home, int definitions, int versions, int runs) throws IOException {
    Path directory = home.resolve("start.git");
    List<Integer> all = IntStream.range(0, definitions).boxed().toList();
    double derived;
    try (RegistryRepository repository = Corpus.create(directory)) {
      derived =
          Timing.seconds(
              () -> {
                for (int version = 1; version <= versions; version++) {
                  Corpus.commit(repository, all, version);
                  System.err.printf(
                      Locale.ROOT, "start: %d of %d versions each%n", version, versions);
                }
              });
    }
    sh(directory, "git gc --quiet");
    sh(
        directory,
        "{ git rev-list --objects refs/firstvalue/versions | cut -d' ' -f1;"
            + " git ls-tree -r --format='%(objectname)' main; } | sort -u > objects.list");
    double[] opened = new double[runs];
    double[] read = new double[runs];
    for (int i = 0; i < runs; i++) {
      read[i] =
          Timing.seconds(() -> sh(directory, "git cat-file --batch < objects.list > /dev/null"));
      opened[i] = Timing.seconds(() -> open(directory));
    }
    sh(directory, "git update-ref -d refs/firstvalue/versions");
    double rebuilt = Timing.seconds(() -> open(directory));
    double millisEach = rebuilt * 1e3 / ((double) definitions * versions);
    System.out.printf(
        Locale.ROOT,
        "start with %d definitions x %d versions: %.2f s, git cat-file --batch %.2f s; derived anew"
            + " in %.1f s; written in %.0f s%n",
        definitions,
        versions,
        Timing.median(opened),
        Timing.median(read),
        rebuilt,
        derived);
    return List.of(
        new Ratio(
            "start: serving / git cat-file --batch",
            Timing.median(opened) / Timing.median(read),
            3,
            false),
        new Ratio("start: ms a version without an index", millisEach, 3, false));
  }

  private static void open(Path directory) {
    try (RegistryRepository repository =
            RegistryRepository.open(directory, new DocumentLanguage(), InstantSource.system());
        RegistryServer server = RegistryServer.builder(repository).start()) {
      if (!server.ready()) {
        throw new IllegalStateException("the server is not ready");
      }
    }
  }

  private static void sh(Path directory, String command) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command).directory(directory.toFile()).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
