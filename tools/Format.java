import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Holds every Java file of the tree to google-java-format: {@code check} names the files that
 * differ and exits 1, {@code apply} rewrites them. Maven runs it on the build's JDK, because the
 * formatter parses with the compiler of the JVM that it runs on, and Maven's own may be older than
 * our sources.
 */
final class Format {
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

  public static void main(String[] args) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            switch (String.join(" ", args)) {
              case "check" -> List.of("--dry-run", "--set-exit-if-changed");
              case "apply" -> List.of("--replace");
              case String other ->
                  throw new IllegalArgumentException(
                      "format: " + other + " (expected: check or apply)");
            });
    boolean check = args[0].equals("check");
    arguments.addAll(sources());
    int exit =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true),
                arguments.toArray(String[]::new));
    if (check && exit != 0) {
      System.err.println("Not formatted, see above. Mend it with: mvn -q -N verify -Dformat=apply");
    }
    System.exit(exit);
  }

  private static List<String> sources() throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        Path.of("").toAbsolutePath(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            return NOT_OURS.contains(name) || name.startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
