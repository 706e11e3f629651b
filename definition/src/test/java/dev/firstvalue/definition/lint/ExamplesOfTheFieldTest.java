package dev.firstvalue.definition.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.evaluate.ExampleRunner;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the field are said in the language, and say what they mean. */
class ExamplesOfTheFieldTest {
  private static final Path ROOT = Path.of("../definitions-repo/examples");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  static List<String> names() throws IOException {
    return List.copyOf(repository().definitions().keySet());
  }

  @Test
  void theyBreakNoRule() throws IOException {
    assertThat(Linter.lint(repository(), Lingo.TODAY).all()).isEmpty();
    assertThat(names()).hasSize(32);
  }

  @ParameterizedTest
  @MethodSource("names")
  void oneQualifiesAndOneJustFailsTo(String name) throws IOException {
    Document.OfValueEvent definition = definition(name);
    List<Example> examples = definition.message().getSpec().getExamplesList();

    assertThat(ExampleRunner.run(plan(name), examples)).allMatch(result -> result.passed());
    assertThat(examples).anyMatch(example -> example.getExpect().getMissingCount() > 0);
    assertThat(examples)
        .anyMatch(
            example ->
                !example.getExpect().getQualifiesAt().isEmpty() || name.equals("team-messages"));
  }

  @Test
  void aTeamIsThereWithItsTwoThousandthMessage() throws IOException {
    List<Event> events = new ArrayList<>();
    events.add(event(0, "workspace_created"));
    for (int message = 1; message <= 1999; message++) {
      events.add(event(message, "message_sent"));
    }
    assertThat(qualifiedAt("team-messages", events)).isNull();

    events.add(event(2000, "message_sent"));
    assertThat(qualifiedAt("team-messages", events)).isEqualTo(events.getLast().timestamp());
  }

  private static @Nullable Long qualifiedAt(String name, List<Event> events) throws IOException {
    List<EntityFacts> facts = new ArrayList<>();
    new ReferenceFacts(events, List.of())
        .facts(
            new Question(
                plan(name), START.plusSeconds(10_000_000), Optional.empty(), Optional.empty()),
            facts::add);
    return facts.getFirst().qualifiedAt();
  }

  private static Event event(int second, String name) {
    long at = (START.getEpochSecond() + second) * 1_000_000;
    return new Event(at, name, "e" + second, "u1", "w1", Map.of());
  }

  private static Plan plan(String name) throws IOException {
    return Binder.plan(repository().eventModel().orElseThrow(), definition(name)).orThrow();
  }

  private static Document.OfValueEvent definition(String name) throws IOException {
    return Objects.requireNonNull(repository().definitions().get(name), name);
  }

  private static Repository repository() throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(ROOT)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(ROOT.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return Repository.read(files);
  }
}
