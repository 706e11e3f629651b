package dev.firstvalue.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One small demonstration for all tests of this JVM. They may add to what it left behind and leave
 * its definitions and its events as they are; only one process at a time may use its home.
 *
 * @param folder what it left behind
 * @param run what it said
 */
public record Demonstration(Path folder, Run run) {
  /** The name of the lock that a test holds while it uses {@link #shared()}. */
  public static final String LOCK = "demonstration";

  /** How many users sign up in it. */
  static final String ENTITIES = "3000";

  private static @Nullable Demonstration made;

  /** The demonstration, run when it is first asked for. */
  public static synchronized Demonstration shared() {
    Demonstration known = made;
    if (known == null) {
      known = make();
      made = known;
    }
    return known;
  }

  private static Demonstration make() {
    try {
      Path parent = Files.createTempDirectory("firstvalue-test-demo");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(parent)));
      Path folder = parent.resolve("lingo");
      return new Demonstration(
          folder, Run.of("demo", "--out", folder.toString(), "--entities", ENTITIES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The demonstration, if it went well. */
  public Demonstration successful() {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    return this;
  }

  /** Where its engine keeps its data. */
  public String home() {
    return folder.resolve(".firstvalue").toString();
  }

  /** Its definitions repository. */
  public Path documents() {
    return folder.resolve("definitions-repo");
  }

  /** Its registry. */
  public String registry() {
    return folder.resolve("registry.git").toString();
  }

  private static void remove(Path parent) {
    try (Stream<Path> files = Files.walk(parent)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
