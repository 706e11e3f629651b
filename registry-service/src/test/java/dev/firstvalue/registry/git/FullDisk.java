package dev.firstvalue.registry.git;

import dev.firstvalue.definition.error.FirstvalueException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** A process that commits a file, and says what came of it. */
final class FullDisk {
  private static final int BYTES = 200_000;

  private FullDisk() {}

  public static void main(String[] arguments) {
    // Digits at random: half of them is left when they are compressed.
    StringBuilder text = new StringBuilder();
    new Random(1).ints(BYTES, 0, 16).forEach(digit -> text.append(Integer.toHexString(digit)));
    try (GitStore store = GitStore.openForWriting(Path.of(arguments[0]), InstantSource.system())) {
      store.commit(
          GitStore.MAIN,
          List.of(
              Edit.write(
                  "definitions/large.yaml",
                  text.toString().getBytes(StandardCharsets.UTF_8),
                  new Edit.Expected.Anything())),
          new Author("Ana", "ana@example.com"),
          "Large");
      System.out.print("committed");
    } catch (FirstvalueException e) {
      System.out.print(e.code().id());
    }
  }
}
