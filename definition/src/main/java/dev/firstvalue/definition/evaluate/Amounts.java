package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.plan.Leaf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events of each entity add up to in the range of each amount.
 *
 * @param rows a total an amount, by entity; who has no event of any is not there
 * @param count how many amounts there are
 */
public record Amounts(Map<String, List<BigDecimal>> rows, int count) {
  static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(Leaf.Total.PLACES);

  public Amounts {
    rows = Collections.unmodifiableMap(rows);
  }

  static Amounts of(List<Leaf.Total> amounts, Map<String, TimeZero> zeros, Log log) {
    Map<String, List<BigDecimal>> totals = new HashMap<>();
    Firsts.of(Hits.of(List.copyOf(amounts), zeros, log))
        .rows()
        .forEach(
            (counted, copies) -> {
              List<BigDecimal> row =
                  totals.computeIfAbsent(counted.entity(), any -> nothing(amounts.size()));
              row.set(counted.leaf(), row.get(counted.leaf()).add(Totals.least(copies).amount()));
            });
    return new Amounts(totals, amounts.size());
  }

  /** The totals of an entity. */
  List<BigDecimal> of(String entity) {
    return rows.getOrDefault(entity, nothing(count));
  }

  static List<BigDecimal> nothing(int count) {
    return new ArrayList<>(Collections.nCopies(count, NOTHING));
  }
}
