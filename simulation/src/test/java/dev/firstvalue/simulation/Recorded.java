package dev.firstvalue.simulation;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import java.util.ArrayList;
import java.util.List;

/** The rows of one simulation, kept. */
record Recorded(List<Event> events, List<Exposure> exposures) implements Rows {
  static Recorded of(int entities, long seed) {
    Recorded recorded = new Recorded(new ArrayList<>(), new ArrayList<>());
    Lingo.simulate(entities, seed, recorded);
    return recorded;
  }

  @Override
  public void event(Event event) {
    events.add(event);
  }

  @Override
  public void exposure(Exposure exposure) {
    exposures.add(exposure);
  }

  ReferenceFacts facts() {
    return new ReferenceFacts(events, exposures);
  }
}
