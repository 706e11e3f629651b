package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A small repository that breaks no rule, to be changed until it breaks one. */
final class Lingo {
  static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  static final String LESSONS = "definitions/lessons.yaml";
  static final String EXPERIMENT = "experiments/checklist.yaml";

  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: lingo}
      spec:
        events: {table: events, timestamp: ts, event: event, properties: properties}
        entities: {user: {column: user_id}, account: {column: account_id}}
        exposures: {table: exposures, experiment: experiment, arm: arm, timestamp: ts}
        catalog:
          signed_up: {preparation: true, properties: {role: STRING, source: STRING, age: INT}}
          app_opened: {preparation: true}
          lesson_completed: {properties: {lesson_id: STRING, seconds: INT}}
          class_created: {}
          account_deleted: {}
      """;
  private static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: lessons, owners: growth}
      spec:
        stage: ACTIVATION
        promise: Learn a language in minutes a day
        rationale: A finished lesson is worth telling a friend about.
        entity: user
        start: {event: signed_up, where: 'properties.source != "import"'}
        within: 7d
        qualifies: {event: lesson_completed, atLeast: 3, unless: {event: account_deleted}}
        milestones:
          - {name: opened, condition: {event: app_opened}}
        variants:
          - {name: teachers, when: 'start.properties.role == "teacher"', qualifies: {event: class_created}}
          - {name: young, when: 'start.properties.role == "child"', qualifies: {event: lesson_completed}}
        outcomes:
          - {name: month, from: 7d, to: 30d, condition: {event: lesson_completed}}
      """;
  private static final String CHECKLIST =
      """
      apiVersion: firstvalue/v1
      kind: Experiment
      metadata: {name: checklist, owners: growth}
      spec:
        hypothesis: A checklist brings more newcomers to their third lesson.
        definition: {name: lessons}
        arms: [{name: control, weight: 1, control: true}, {name: checklist, weight: 1}]
        start: 2026-03-01T00:00:00Z
        end: 2026-03-29T00:00:00Z
      """;
  private static final String POLICY =
      """
      apiVersion: firstvalue/v1
      kind: Policy
      spec:
        stages: {ACTIVATION: {active: 2}}
        waivers: [{rule: reach-too-low, definition: lessons, reason: small market, approver: ana, until: 2026-06-01}]
      """;

  private final TreeMap<String, String> files = new TreeMap<>();

  Lingo() {
    files.put("event-model.yaml", MODEL);
    files.put(LESSONS, DEFINITION);
    files.put(EXPERIMENT, CHECKLIST);
    files.put("policy.yaml", POLICY);
  }

  /** Changes a file. */
  Lingo with(String path, String found, String replaced) {
    String text = files.getOrDefault(path, "");
    if (!text.contains(found)) {
      throw new AssertionError(path + " does not hold: " + found);
    }
    files.put(path, text.replace(found, replaced));
    return this;
  }

  /** Changes the definition. */
  Lingo with(String found, String replaced) {
    return with(LESSONS, found, replaced);
  }

  /** Adds the definition once more under another name. */
  Lingo copied(String name) {
    files.put(
        "definitions/" + name + ".yaml",
        files.getOrDefault(LESSONS, "").replace("name: lessons", "name: " + name));
    return this;
  }

  Lingo without(String path) {
    files.remove(path);
    return this;
  }

  Findings findings() {
    TreeMap<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return Linter.lint(Repository.read(bytes), TODAY);
  }

  /** The findings as {@code rule at path}. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    for (Finding finding : findings().all()) {
      broken.add(finding.rule() + " at " + finding.path());
    }
    return broken;
  }
}
