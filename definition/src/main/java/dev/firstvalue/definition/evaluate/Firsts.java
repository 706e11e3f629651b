package dev.firstvalue.definition.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The third relation: everything that is counted, at its earliest rows.
 *
 * @param rows the rows at the first instant of each; several where copies of one event share it
 */
public record Firsts(Map<Counted, List<Hits.Row>> rows) {
  public Firsts {
    rows = Collections.unmodifiableMap(rows);
  }

  /** One thing that one stream of a leaf counts once for one entity and group. */
  public record Counted(String entity, int leaf, int stream, Group group, Hits.Key key) {}

  static Firsts of(Hits hits) {
    Map<Counted, List<Hits.Row>> rows = new HashMap<>();
    for (Hits.Row hit : hits.rows()) {
      Counted counted = new Counted(hit.entity(), hit.leaf(), hit.stream(), hit.group(), hit.key());
      List<Hits.Row> earliest = rows.computeIfAbsent(counted, any -> new ArrayList<>());
      if (!earliest.isEmpty() && hit.timestamp() < earliest.getFirst().timestamp()) {
        earliest.clear();
      }
      if (earliest.isEmpty() || hit.timestamp() == earliest.getFirst().timestamp()) {
        earliest.add(hit);
      }
    }
    return new Firsts(rows);
  }
}
