package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.FactKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entities that agree in what their leaves and their starts say are the same by every key that is
 * asked for, so that one of them stands for all: what each key says is then found for dozens and
 * not for hundreds of thousands.
 */
final class AlikeSql {
  private AlikeSql() {}

  /**
   * What has to be grouped by, besides which leaves hold; none where a key tells single entities
   * apart.
   *
   * @param carried the columns of {@code firsts} that come from the start
   * @param timeZero the SQL of time zero over {@code firsts}
   */
  static Optional<List<String>> groups(
      Collection<FactKey> keys, Collection<String> carried, String timeZero, Instant watermark) {
    FactKeySql sql =
        FactKeySql.ofStarts(
            "toString(firsts.entity)",
            carried.contains("account") ? "firsts.account" : Unknown.of(Type.STRING),
            timeZero,
            watermark);
    Set<String> groups = new LinkedHashSet<>();
    carried.stream()
        .filter(name -> !name.equals("account") && !name.equals("t0"))
        .forEach(name -> groups.add("firsts." + name));
    for (FactKey key : keys) {
      FactKey own = key instanceof FactKey.InPlan(int _, FactKey inside) ? inside : key;
      switch (own) {
        case FactKey.Excluded _,
            FactKey.SetAside _,
            FactKey.NewnessVerified _,
            FactKey.Reached _,
            FactKey.Milestone _,
            FactKey.Retained _,
            FactKey.Attribute _,
            FactKey.Variant _ -> {}
        case FactKey.Mature _, FactKey.Week _, FactKey.Day _, FactKey.Part _ ->
            groups.add(sql.of(own));
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(List.copyOf(groups));
  }
}
