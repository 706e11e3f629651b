package dev.firstvalue.store.engine;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds libchdb. In this order: the system property {@value #PROPERTY}, the environment variable
 * {@value #VARIABLE}, the npm package of this platform under {@code node_modules} or {@code
 * tools/node_modules} of a folder above this class.
 */
final class EngineLibrary {

  static final String PROPERTY = "firstvalue.engine.library";
  static final String VARIABLE = "FIRSTVALUE_ENGINE_LIBRARY";

  private static final String FILE = "libchdb.so";

  private EngineLibrary() {}

  static Path find() {
    return find(System.getProperty(PROPERTY), System.getenv(VARIABLE), platform(), home());
  }

  static Path find(
      @Nullable String property, @Nullable String variable, Optional<String> platform, Path start) {
    if (property != null) {
      return named(property, PROPERTY);
    }
    if (variable != null) {
      return named(variable, VARIABLE);
    }
    if (platform.isEmpty()) {
      throw missing("no engine is built for this operating system and processor");
    }
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      for (String root : List.of("node_modules", "tools/node_modules")) {
        Path library = folder.resolve(root).resolve("@chdb/lib-" + platform.get()).resolve(FILE);
        if (Files.isRegularFile(library)) {
          return library;
        }
      }
    }
    throw missing("the package @chdb/lib-" + platform.get() + " is not in any node_modules here");
  }

  /** Whether npm has an engine for the platform, or one is there all the same. */
  static boolean isSupported(Supplier<Path> search, Optional<String> platform) {
    if (platform.isPresent()) {
      return true;
    }
    try {
      Path _ = search.get();
      return true;
    } catch (FirstvalueException e) {
      return false; // nothing was brought, and nothing can be fetched
    }
  }

  /** The npm name of this platform, if an engine exists for it. */
  static Optional<String> platform() {
    return platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Optional<String> platform(String system, String processor) {
    UnaryOperator<String> lower = text -> text.toLowerCase(Locale.ROOT);
    String chip =
        switch (lower.apply(processor)) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          default -> "";
        };
    if (chip.isEmpty()) {
      return Optional.empty();
    }
    String name = lower.apply(system);
    if (name.startsWith("linux")) {
      return Optional.of("linux-" + chip + "-gnu");
    }
    return name.startsWith("mac") ? Optional.of("darwin-" + chip) : Optional.empty();
  }

  /** The folder or jar this class was loaded from: the child's whole class path. */
  static Path home() {
    try {
      return Path.of(
          EngineLibrary.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of the classes is no path", e);
    }
  }

  private static Path named(String text, String source) {
    Path library = Path.of(text);
    if (!Files.isRegularFile(library)) {
      throw missing(source + " names " + library + ", which is no file");
    }
    return library;
  }

  private static FirstvalueException missing(String cause) {
    return new FirstvalueException(
        ErrorCode.ENGINE_NOT_INSTALLED,
        "embedded engine",
        cause,
        "Use a ClickHouse of your own with --store URL, or run tools/install where npm is at hand");
  }
}
