package dev.firstvalue.simulation.world;

import dev.firstvalue.simulation.Rows;
import dev.firstvalue.simulation.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A world as rows, with its truth and the documents that backtest it: the event model, the policy,
 * and the value event {@link #DEFINITION}.
 *
 * @param entities how many sign up, at least 1
 * @param seed equal seeds give equal rows
 */
public record WorldSimulation(World world, int entities, long seed) implements Simulation {
  /** The name of the value event. */
  public static final String DEFINITION = "notes-shared";

  private static final List<String> DOCUMENTS =
      List.of("event-model.yaml", "policy.yaml", "definitions/" + DEFINITION + ".yaml");

  @Override
  public void simulate(Rows rows) {
    world.simulate(entities, seed, rows);
  }

  @Override
  public boolean exposes() {
    return false;
  }

  @Override
  public String truth() {
    return world.truth().json();
  }

  @Override
  public Map<String, String> documents() {
    Map<String, String> documents = new LinkedHashMap<>();
    for (String path : DOCUMENTS) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      try (InputStream text =
          Objects.requireNonNull(WorldSimulation.class.getResourceAsStream(name), name)) {
        documents.put(path, new String(text.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return documents;
  }
}
