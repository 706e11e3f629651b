package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The counts of several folds over {@code facts} in one pass: GROUPING SETS over the keys of all of
 * them. Which set a row belongs to is told by {@code grouping()}, because NULL is a value too.
 */
public final class FoldsSql {
  private final List<Fold> folds;
  private final Map<FactKey, String> names = new LinkedHashMap<>();

  FoldsSql(List<Fold> folds) {
    this.folds = List.copyOf(folds);
    for (Fold fold : folds) {
      for (FactKey key : fold.keys()) {
        names.computeIfAbsent(key, FactKeySql::name);
      }
    }
  }

  /** The columns of the answer, in the order of the keys of a fold. */
  public List<String> columns(Fold fold) {
    return fold.keys().stream().map(key -> names.getOrDefault(key, "")).toList();
  }

  /** The value of column {@code fold} on the rows that count this fold. */
  public long mask(Fold fold) {
    long mask = 0;
    int bit = 0;
    for (FactKey key : names.keySet()) {
      mask |= fold.keys().contains(key) ? 0 : 1L << bit;
      bit++;
    }
    return mask;
  }

  /** The statement over {@code facts}, given the SQL of each key. */
  Select select(Function<FactKey, String> sql) {
    Select keys = new Select();
    names.forEach((key, name) -> keys.column(sql.apply(key), name));
    Select counts = new Select();
    Map<Long, String> sets = new LinkedHashMap<>();
    for (Fold fold : folds) {
      sets.putIfAbsent(
          mask(fold), "(" + String.join(", ", new LinkedHashSet<>(columns(fold))) + ")");
    }
    boolean several = sets.size() > 1;
    counts.column(several ? which() : "toInt64(0)", "fold", "the fold that the row counts");
    names.values().forEach(name -> counts.column(name, name));
    counts.column("count()", "entities");
    if (names.isEmpty()) {
      return counts.from("facts").having("entities > 0", "");
    }
    counts.from(keys.from("facts"), "");
    return several
        ? counts
            .groupBy("GROUPING SETS (" + String.join(", ", sets.values()) + ")")
            .having("entities > 0", "")
        : counts.groupBy(String.join(", ", names.values()));
  }

  /** One bit a key: 1 where the fold has not got it. */
  private String which() {
    List<String> bits = new ArrayList<>();
    int bit = 0;
    for (String name : names.values()) {
      bits.add("\n    " + (bit == 0 ? "" : "+ ") + "grouping(" + name + ") * " + (1L << bit));
      bit++;
    }
    return "toInt64(" + String.join("", bits) + ")";
  }
}
