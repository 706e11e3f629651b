package dev.firstvalue.definition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.Severity;
import dev.firstvalue.definition.lint.LintRule;
import dev.firstvalue.definition.lint.Linter;
import dev.firstvalue.definition.rules.RuleFiles.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule has files that break it, at the place that it names, and files that keep it. */
class RuleFilesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final Path PAGES = Path.of("../docs/rules");

  /** No file comes so far: reading refuses it before. Documents without files are bound too. */
  private static final Set<String> WITHOUT_FILES = Set.of("condition-one-form", "event-missing");

  static Set<String> rules() throws IOException {
    return RuleFiles.rules();
  }

  static List<LintRule> lintRules() {
    return Arrays.asList(LintRule.values());
  }

  @Test
  void everyRuleHasItsFiles() throws IOException {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".md", "");
        // What is checked on data has no file to show.
        if (Files.readString(file).contains("## A breach") && !WITHOUT_FILES.contains(name)) {
          pages.add(name);
        }
      }
    }
    assertThat(rules()).isEqualTo(pages);
  }

  @Test
  void theRepositoryBelowBreaksNone() throws IOException {
    assertThat(lint(Repository.read(RuleFiles.base())).all()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatBreaksARuleIsFoundWhereItStands(String rule) throws IOException {
    RuleFiles.Side breaks = RuleFiles.of(rule).breaks();
    List<Finding> findings = lint(breaks.repository()).all();

    assertThat(breaks.places()).isNotEmpty();
    assertThat(findings.stream().filter(finding -> finding.rule().equals(rule)))
        .as(findings.toString())
        .extracting(finding -> new Place(finding.file(), finding.position()))
        .containsExactlyInAnyOrderElementsOf(breaks.places());
    assertThat(findings.stream().map(Finding::rule).filter(found -> !found.equals(rule)).distinct())
        .as("and nothing else, of %s", findings)
        .containsExactlyInAnyOrderElementsOf(breaks.also());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatKeepsItBreaksNoOtherEither(String rule) throws IOException {
    assertThat(lint(RuleFiles.of(rule).holds().repository()).all()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lintRules")
  void aBreachIsAsBadAsItsRuleAndOnlySomeAreWaived(LintRule rule) throws IOException {
    RuleFiles.Side breaks = RuleFiles.of(rule.id()).breaks();
    Place place = breaks.places().getFirst();

    assertThat(finding(rule, breaks).severity()).isEqualTo(rule.severity());
    if (!place.file().startsWith(Repository.DEFINITIONS)) {
      assertThat(rule.waivable()).as("waivers are for definitions").isFalse();
      return;
    }
    Finding now = finding(rule, breaks.withPolicy(waiver(rule, place, TODAY)));
    Finding later = finding(rule, breaks.withPolicy(waiver(rule, place, TODAY.minusDays(1))));
    assertThat(now.waived())
        .isEqualTo(
            rule.waivable()
                ? Optional.of("for a test (ana, until " + TODAY + ")")
                : Optional.empty());
    assertThat(now.blocks()).isEqualTo(rule.severity() == Severity.ERROR && !rule.waivable());
    assertThat(later.waived()).as("a waiver ends").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatAPageShowsIsTakenFromTheFiles(String rule) throws IOException {
    String page = Files.readString(PAGES.resolve(rule + ".md"));
    RuleFiles files = RuleFiles.of(rule);

    String breaks = words(files.breaks().text());
    String holds = words(files.holds().text());
    assertThat(shown(page, "## A breach")).allSatisfy(line -> assertThat(breaks).contains(line));
    assertThat(shown(page, "## What holds")).allSatisfy(line -> assertThat(holds).contains(line));
  }

  /** The lines of a page's example, without its comments. */
  private static List<String> shown(String page, String heading) {
    Matcher example =
        Pattern.compile(Pattern.quote(heading) + "\n\n```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page);
    assertThat(example.find()).as(heading).isTrue();
    return example
        .group(1)
        .lines()
        .map(RuleFilesTest::words)
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static String words(String text) {
    return text.replaceAll("[\\s\\p{Cf}]+", " ").strip();
  }

  private static String waiver(LintRule rule, Place place, LocalDate until) {
    String name = place.file().replace(Repository.DEFINITIONS, "").replace(".yaml", "");
    return "  waivers: [{rule: "
        + rule.id()
        + ", definition: "
        + name
        + ", reason: for a test, approver: ana, until: "
        + until
        + "}]";
  }

  private static Finding finding(LintRule rule, RuleFiles.Side side) {
    return lint(side.repository()).all().stream()
        .filter(finding -> finding.rule().equals(rule.id()))
        .filter(finding -> finding.file().equals(side.places().getFirst().file()))
        .findFirst()
        .orElseThrow();
  }

  private static Findings lint(Repository repository) {
    return Linter.lint(repository, TODAY);
  }
}
