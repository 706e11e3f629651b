package dev.firstvalue.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of threats in {@code docs/security.md} against the tests of all modules. */
class ThreatTableTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyThreatNamesTestsThatExist() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    for (String row : rows()) {
      List<MatchResult> tests = NAMED.matcher(row).results().toList();
      if (tests.isEmpty()) {
        missing.add("no test: " + row);
      }
      for (MatchResult test : tests) {
        String source = sources.getOrDefault(test.group(1), "");
        if (!isTest(source, test.group(2))) {
          missing.add(test.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** Whether a class has this method, and the method is run. */
  private static boolean isTest(String source, String method) {
    return Pattern.compile(
            "@(Test|ParameterizedTest)\\s+(@\\w+(\\([^)]*\\))?\\s+)*void " + method + "\\(")
        .matcher(source)
        .find();
  }

  private static List<String> rows() throws IOException {
    List<String> rows =
        Files.readAllLines(ROOT.resolve("docs/security.md")).stream()
            .dropWhile(line -> !line.equals("## Threats"))
            .filter(line -> line.startsWith("| "))
            // The head and the line under it.
            .skip(2)
            .toList();
    assertThat(rows).hasSizeGreaterThan(20);
    return rows;
  }

  /** The source of every test by the name of its class. */
  private static Map<String, String> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> roots =
          modules
              .map(module -> module.resolve("src/test/java"))
              .filter(Files::isDirectory)
              .toList();
      List<Path> files = new ArrayList<>();
      for (Path root : roots) {
        try (Stream<Path> tree = Files.walk(root)) {
          tree.filter(file -> file.toString().endsWith("Test.java")).forEach(files::add);
        }
      }
      return files.stream()
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  ThreatTableTest::text,
                  String::concat));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
