package dev.firstvalue.definition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.lint.Linter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide shows is accepted as it stands. */
class GuideSnippetsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final Path GUIDE = Path.of("../docs/guide/definitions.md");
  private static final Path EXAMPLES = Path.of("../definitions-repo/examples/event-model.yaml");
  private static final Pattern SNIPPET = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("(\\w+):");
  private static final Pattern NAMED =
      Pattern.compile("^ *(?:metadata: \\{)?name: ([a-z-]+)", Pattern.MULTILINE);

  /** What a snippet that is a part of a definition leaves unsaid. */
  private static final String REST =
      """
      stage: ACTIVATION
      promise: Learn a language in minutes a day
      rationale: A finished lesson is worth telling a friend about.
      entity: user
      start: {event: signed_up}
      within: 7d
      qualifies: {event: lesson_completed}
      outcomes:
        - {name: month, from: 30d, to: 60d, condition: {event: app_used}}
      """;

  static List<String> parts() throws IOException {
    return snippets().stream()
        .filter(snippet -> !isWhole(snippet) && !isModeline(snippet))
        .toList();
  }

  @Test
  void theDocumentsOfTheGuideMakeARepositoryThatBreaksNoRule() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    snippets().stream().filter(GuideSnippetsTest::isWhole).forEach(s -> files.put(place(s), s));

    assertThat(files)
        .containsOnlyKeys("event-model.yaml", "policy.yaml", "definitions/lessons-completed.yaml");
    assertThat(lint(files))
        .as("the waiver that the guide shows is for this")
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("no-outcome");
              assertThat(finding.waived()).isPresent();
            });
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartOfADefinitionBreaksNoRule(String snippet) throws IOException {
    Map<String, String> fields = fields(REST);
    fields.putAll(fields(snippet));
    String spec =
        String.join("\n", fields.values()).lines().collect(Collectors.joining("\n  ", "  ", "\n"));
    TreeMap<String, String> files = new TreeMap<>();
    files.put("event-model.yaml", Files.readString(EXAMPLES));
    files.put(
        "definitions/shown.yaml",
        """
        apiVersion: firstvalue/v1
        kind: ValueEvent
        metadata: {name: shown, owners: [growth]}
        spec:
        """
            + spec);

    assertThat(lint(files)).as(spec).isEmpty();
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(parts()).hasSizeGreaterThan(8);
  }

  private static List<Finding> lint(SortedMap<String, String> files) {
    TreeMap<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return Linter.lint(Repository.read(bytes), TODAY).all();
  }

  /** The fields at the left margin, each with the lines below it. */
  private static Map<String, String> fields(String text) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher field = FIELD.matcher(line);
      if (field.lookingAt()) {
        open = new ArrayList<>();
        fields.put(field.group(1), open);
      }
      open.add(line);
    }
    Map<String, String> joined = new LinkedHashMap<>();
    fields.forEach((name, lines) -> joined.put(name, String.join("\n", lines)));
    return joined;
  }

  private static boolean isWhole(String snippet) {
    return snippet.contains("apiVersion:");
  }

  private static boolean isModeline(String snippet) {
    return snippet.startsWith("# yaml-language-server");
  }

  private static String place(String snippet) {
    if (snippet.contains("kind: EventModel")) {
      return Repository.EVENT_MODEL;
    }
    if (snippet.contains("kind: Policy")) {
      return Repository.POLICY;
    }
    Matcher name = NAMED.matcher(snippet);
    assertThat(name.find()).isTrue();
    return Repository.DEFINITIONS + name.group(1) + ".yaml";
  }

  private static List<String> snippets() throws IOException {
    return SNIPPET
        .matcher(Files.readString(GUIDE))
        .results()
        .map((MatchResult snippet) -> snippet.group(1))
        .toList();
  }
}
