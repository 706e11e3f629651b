package dev.firstvalue.store.preset;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.preset.Preset;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a preset's own definition says of the rows in a table. */
final class PresetFacts {
  private PresetFacts() {}

  /** The facts: entity, value event, segments. The preset's table is called another name here. */
  static List<String> of(TestStore store, Preset preset, String presetTable, String table) {
    SortedMap<String, byte[]> files = new TreeMap<>(preset.files());
    String model =
        text(preset, "event-model.yaml").replace("table: " + presetTable, "table: " + table);
    files.put("event-model.yaml", model.getBytes(StandardCharsets.UTF_8));
    return of(store, files);
  }

  /** The facts of the only definition of a repository. */
  static List<String> of(TestStore store, SortedMap<String, byte[]> files) {
    Repository repository = Repository.read(files);
    Plan plan =
        Binder.plan(
                repository.eventModel().orElseThrow(),
                repository.definitions().values().iterator().next())
            .orThrow();
    Question question =
        new Question(
            plan, Instant.parse("2026-06-01T00:00:00Z"), Optional.empty(), Optional.empty());
    List<String> facts = new ArrayList<>();
    new ClickHouseFacts(store.store())
        .facts(
            question,
            entity -> {
              Long at = entity.qualifiedAt();
              String when = at == null ? "never" : Instant.EPOCH.plusNanos(at * 1_000).toString();
              facts.add(entity.entity() + " " + when + " " + entity.attributes());
            });
    return facts;
  }

  /** A file of a preset. */
  static String text(Preset preset, String path) {
    byte[] bytes = preset.files().get(path);
    if (bytes == null) {
      throw new AssertionError(preset + " has no " + path);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
