package dev.firstvalue.benchmarks.registry;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Registries of made-up definitions. */
final class Corpus {
  private static final Author AUTHOR = new Author("Ana", "ana@example.com");
  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: lingo}
      spec:
        events: {table: analytics.events, timestamp: ts, event: event, properties: properties}
        entities:
          user: {column: user_id}
        catalog:
          signed_up: {preparation: true}
          lesson_completed: {}
      """;

  private Corpus() {}

  /** An empty registry with an event model. */
  static RegistryRepository create(Path directory) {
    RegistryRepository repository =
        RegistryRepository.createOrOpen(directory, new DocumentLanguage(), InstantSource.system());
    repository.commit(List.of(edit("event-model.yaml", MODEL)), AUTHOR, "Model");
    return repository;
  }

  static String name(int number) {
    return "definition-" + number;
  }

  /** Commits the version of each definition that asks for so many lessons: one commit for all. */
  static void commit(RegistryRepository repository, List<Integer> numbers, int lessons) {
    List<Edit> edits = new ArrayList<>();
    for (int number : numbers) {
      edits.add(edit("definitions/" + name(number) + ".yaml", definition(number, lessons)));
    }
    repository.commit(edits, AUTHOR, "Lessons " + lessons);
  }

  private static String definition(int number, int lessons) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: %s, title: Lessons, owners: [growth]}
    spec:
      stage: ACTIVATION
      promise: Learn a language in minutes a day
      rationale: A finished lesson is worth telling a friend.
      entity: user
      start: {event: signed_up}
      within: 7d
      qualifies: {event: lesson_completed, atLeast: %d}
      outcomes:
        - {name: month, from: 7d, to: 30d, condition: {event: lesson_completed}}
    """
        .formatted(name(number), lessons);
  }

  private static Edit edit(String path, String text) {
    return Edit.write(path, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything());
  }
}
