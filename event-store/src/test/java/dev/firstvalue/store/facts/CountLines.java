package dev.firstvalue.store.facts;

import dev.firstvalue.definition.facts.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts as lines of text, so that those of two evaluators can be held beside each other. */
final class CountLines {
  private CountLines() {}

  /** A line a row, in an order that the counts do not decide. */
  static List<String> of(List<Counts> counts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      Map<String, Long> rows = new TreeMap<>();
      counts
          .get(i)
          .rows()
          .forEach(row -> rows.merge(row.values().toString(), row.count(), Long::sum));
      int fold = i;
      rows.forEach((values, count) -> lines.add("fold " + fold + " " + values + " " + count));
    }
    return lines;
  }
}
