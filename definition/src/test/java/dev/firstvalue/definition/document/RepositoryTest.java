package dev.firstvalue.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: lingo}
      spec:
        events: {table: events, timestamp: ts, event: event}
        entities: {user: {column: user_id}}
        catalog: {signed_up: {}}
      """;

  @Test
  void aBadFileHidesNoOther() {
    Repository repository =
        read(
            Map.of(
                "event-model.yaml",
                MODEL,
                "definitions/lessons-completed.yaml",
                Sample.DEFINITION,
                "definitions/bad.yaml",
                "kind: [",
                "README.md",
                "# Ours"));

    assertThat(repository.eventModel()).isPresent();
    assertThat(repository.definitions()).containsOnlyKeys("lessons-completed");
    assertThat(repository.findings().all())
        .extracting(Finding::file)
        .containsExactly("definitions/bad.yaml");
  }

  @Test
  void aDocumentIsCalledAsItsFile() {
    assertThat(
            rules(Map.of("event-model.yaml", MODEL, "definitions/other.yaml", Sample.DEFINITION)))
        .containsExactly("name-differs");
  }

  @Test
  void aDocumentAtAPlaceThatNobodyReadsIsNamed() {
    assertThat(
            rules(
                Map.of(
                    "event-model.yaml", MODEL,
                    "definition/lessons-completed.yaml", Sample.DEFINITION,
                    "definitions/growth/lessons-completed.yaml", Sample.DEFINITION,
                    "definitions/lessons-completed.yml", Sample.DEFINITION,
                    "candidates/lessons-completed.yaml", Sample.DEFINITION,
                    ".gitlab-ci.yml", "check: {}")))
        .containsExactly("unexpected-place", "unexpected-place", "unexpected-place");
  }

  @Test
  void aRepositoryNeedsAnEventModel() {
    assertThat(rules(Map.of())).containsExactly("event-model-missing");
  }

  @Test
  void whatThePolicyDoesNotSayHasItsDefault() {
    String policy =
        """
        apiVersion: firstvalue/v1
        kind: Policy
        spec:
          reach: {floor: 0}
          allow: {NARROWS: NEVER}
        """;

    String rules = DocumentWriter.write(read(Map.of("policy.yaml", policy)).rules());

    assertThat(rules)
        .isEqualTo(
            """
            reach: {floor: 0, ceiling: 0.9, firstMinutes: {within: 10m, ceiling: 0.8}}
            lift: {minimum: 0, on: VOLUME_ADJUSTED, level: 0.95}
            sample: {entities: 500, perCell: 20}
            quality:
              fillRate: 0.95
              unknownShare: 0.05
              withoutEntity: 0.2
              repeatedIds: 0.05
              unusualDays: 0.05
              silence: 1d
              lateness: 1d
              wrongClock: 0.001
              aliasConflicts: 0.01
              activeBeforeStart: 0.05
              block:
                fillRate: 0.01
                unknownShare: 0.5
                withoutEntity: 0.9
                repeatedIds: 0.5
                unusualDays: 0.5
                silence: 7d
                lateness: 30d
                wrongClock: 0.1
                aliasConflicts: 0.5
                activeBeforeStart: 0.5
            approvals: {minimum: 1}
            allow: {NARROWS: NEVER, WIDENS: WAIVER, SHIFTS: WAIVER, REDEFINES: WAIVER}
            revalidateEvery: 90d
            """);
  }

  private static List<String> rules(Map<String, String> files) {
    return read(files).findings().all().stream().map(Finding::rule).toList();
  }

  private static Repository read(Map<String, String> files) {
    TreeMap<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return Repository.read(bytes);
  }
}
