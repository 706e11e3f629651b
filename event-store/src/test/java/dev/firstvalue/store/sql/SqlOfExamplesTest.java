package dev.firstvalue.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SQL of the definitions that ship with the project can be read, and runs. */
class SqlOfExamplesTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int WIDEST = 120;

  record Shipped(String name, Document.OfEventModel model, Document.OfValueEvent definition) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Shipped> definitions() {
    List<Shipped> all = new ArrayList<>();
    for (String folder : List.of("../definitions-repo", "../definitions-repo/examples")) {
      Repository repository = repository(Path.of(folder));
      repository
          .definitions()
          .forEach(
              (name, definition) ->
                  all.add(new Shipped(name, repository.eventModel().orElseThrow(), definition)));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void noLineIsTooWideAndTheStoreTakesIt(Shipped shipped) {
    Question question =
        new Question(
            Binder.plan(shipped.model(), shipped.definition()).orThrow(),
            Instant.parse("2026-06-01T00:00:00Z"),
            Optional.empty(),
            Optional.empty());
    String table = question.plan().source().table();
    STORE
        .admin()
        .execute(
            Query.of("CREATE DATABASE IF NOT EXISTS " + table.substring(0, table.indexOf('.'))));
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE IF NOT EXISTS %s
                (
                  event_id String, event LowCardinality(String), ts DateTime64(6, 'UTC'),
                  received_at Nullable(DateTime64(6, 'UTC')), user_id String, account_id String,
                  properties Map(String, String)
                )
                ENGINE = MergeTree
                ORDER BY (toDate32(ts), event, user_id)
                """
                    .formatted(table)));
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());

    String sql = facts.renderer(question.plan().source()).facts(question, Optional.empty());

    // A text stays in one piece.
    assertThat(sql.lines().filter(line -> !line.strip().startsWith("'")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDEST));
    List<String> entities = new ArrayList<>();
    STORE.store().each(Query.of(sql), row -> entities.add(Objects.toString(row.text("entity"))));
    assertThat(entities).isEmpty();
  }

  private static Repository repository(Path root) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith("examples/")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Repository.read(files);
  }
}
