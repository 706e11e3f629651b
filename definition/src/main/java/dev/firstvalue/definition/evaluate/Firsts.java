package dev.firstvalue.definition.evaluate;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The third relation: the first instant of everything that is counted.
 *
 * @param instants microseconds since 1970, UTC
 */
public record Firsts(Map<Counted, Long> instants) {
  public Firsts {
    instants = Collections.unmodifiableMap(instants);
  }

  /** One thing that one leaf counts once for one entity. */
  public record Counted(String entity, int leaf, Hits.Key key) {}

  static Firsts of(Hits hits) {
    Map<Counted, Long> instants = new HashMap<>();
    for (Hits.Row hit : hits.rows()) {
      instants.merge(new Counted(hit.entity(), hit.leaf(), hit.key()), hit.timestamp(), Math::min);
    }
    return new Firsts(instants);
  }
}
