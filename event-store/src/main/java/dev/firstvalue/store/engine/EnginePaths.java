package dev.firstvalue.store.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one engine, all below {@code <home>/engine}: {@code data} outlives the process,
 * {@code run} does not. Folders are open to their owner only, as are the files that hold a
 * password.
 */
record EnginePaths(Path root) {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  static EnginePaths of(Path home) throws IOException {
    EnginePaths paths = new EnginePaths(home.toAbsolutePath().normalize().resolve("engine"));
    Files.createDirectories(home);
    createFolder(paths.root);
    return paths;
  }

  Path data() {
    return root.resolve("data");
  }

  Path owner() {
    return root.resolve("owner");
  }

  Path configuration() {
    return run().resolve("config.xml");
  }

  Path users() {
    return run().resolve("users.xml");
  }

  Path port() {
    return run().resolve("port");
  }

  Path log() {
    return run().resolve("engine.log");
  }

  private Path run() {
    return root.resolve("run");
  }

  /**
   * Makes the folders anew. The tables of the databases {@code system} and {@code default} go: the
   * engine forgets both on exit, and would then find the old folders in its way.
   */
  void prepare() throws IOException {
    delete(run());
    delete(data().resolve("data/system"));
    delete(data().resolve("data/default"));
    createFolder(run());
    createFolder(data());
  }

  /** Once the engine runs, nobody needs its passwords on disk. */
  void forgetPasswords() throws IOException {
    Files.deleteIfExists(configuration());
    Files.deleteIfExists(users());
  }

  static void writeSecret(Path file, String text) throws IOException {
    Files.createFile(file, OWNER_FILE);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
  }

  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, OWNER_FOLDER);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
