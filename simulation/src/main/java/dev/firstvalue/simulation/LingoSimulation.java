package dev.firstvalue.simulation;

import java.util.Map;

/** Lingo as a {@link Simulation}; its documents are the repository of examples. */
record LingoSimulation(int entities, long seed) implements Simulation {
  @Override
  public void simulate(Rows rows) {
    Lingo.simulate(entities, seed, rows);
  }

  @Override
  public boolean exposes() {
    return true;
  }

  @Override
  public String truth() {
    return Lingo.truth().json();
  }

  @Override
  public Map<String, String> documents() {
    return Map.of();
  }
}
