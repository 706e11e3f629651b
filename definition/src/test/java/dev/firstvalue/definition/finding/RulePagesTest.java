package dev.firstvalue.definition.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.lint.LintRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule that a finding can name has a page, and every page a rule. */
class RulePagesTest {
  private static final Path PAGES = Path.of("../docs/rules");
  private static final Path SOURCES = Path.of("src/main/java/dev/firstvalue/definition");

  /** The packages that make findings; those of lint name theirs by {@link LintRule}. */
  private static final List<String> READING = List.of("document", "bind", "expression", "finding");

  /** Names the rules of the protos, which become the finding {@code one-form}. */
  private static final String PROTO_RULES = "FormRules.java";

  /** An id with a hyphen, wherever it stands: nothing else in these packages looks so. */
  private static final Pattern ID = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

  /** An id of one word, where a finding is made. */
  private static final Pattern WORD =
      Pattern.compile("(?:error|unknown|suggest|at)\\((?:\\w+, )?\\s*\"([a-z]+)\"\\s*,");

  @Test
  void everyRuleHasAPage() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(50).containsAll(rules());
  }

  @Test
  void everyPageHasARule() throws IOException {
    assertThat(rules()).containsAll(pages());
  }

  @Test
  void everyPageIsListed() throws IOException {
    String list = Files.readString(PAGES.resolve("README.md"));
    assertThat(pages()).allSatisfy(id -> assertThat(list).contains("[" + id + "](" + id + ".md)"));
  }

  private static Set<String> rules() throws IOException {
    Set<String> rules = new TreeSet<>();
    Arrays.stream(LintRule.values()).map(LintRule::id).forEach(rules::add);
    for (String folder : READING) {
      try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
        for (Path file : files.filter(file -> !file.endsWith(PROTO_RULES)).toList()) {
          String source = Files.readString(file);
          for (Pattern pattern : List.of(ID, WORD)) {
            pattern.matcher(source).results().map(match -> match.group(1)).forEach(rules::add);
          }
        }
      }
    }
    rules.addAll(ofData());
    return rules;
  }

  /** The rules that are checked on data; those on changes are named where changes are gated. */
  private static Set<String> ofData() throws IOException {
    return ID.matcher(Files.readString(SOURCES.resolve("lint/Waivers.java")))
        .results()
        .map(match -> match.group(1))
        .filter(rule -> !rule.startsWith("change-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return new TreeSet<>(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("README.md"))
              .map(name -> name.replace(".md", ""))
              .toList());
    }
  }
}
