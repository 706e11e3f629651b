package dev.firstvalue.store.facts;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.sql.FoldColumns;
import dev.firstvalue.store.sql.FoldStatement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up the counts of folds over the answers for several parts of the entities. */
final class Tally {
  private final List<Fold> folds;
  private final List<Map<List<@Nullable Object>, Counts.Row>> counts = new ArrayList<>();

  Tally(List<Fold> folds) {
    this.folds = List.copyOf(folds);
    folds.forEach(fold -> counts.add(new LinkedHashMap<>()));
  }

  /** Takes a row of a statement's answer: it counts every fold that has just its keys. */
  void add(Row row, FoldStatement statement) {
    long number = row.integer("fold");
    for (int i = 0; i < folds.size(); i++) {
      Fold fold = folds.get(i);
      if (statement.columns(fold).number() == number) {
        Counts.Row counted = row(row, fold, statement);
        counts.get(i).merge(counted.values(), counted, Counts.Row::with);
      }
    }
  }

  /** A row of the answer as the count of a fold. */
  static Counts.Row row(Row row, Fold fold, FoldStatement statement) {
    FoldColumns columns = statement.columns(fold);
    List<@Nullable Object> values = new ArrayList<>();
    for (FactKey key : fold.keys()) {
      values.add(FactRows.value(row, key, columns));
    }
    List<BigInteger> sums =
        statement.sumColumns(fold).stream()
            .map(column -> new BigInteger(row.text(column)))
            .toList();
    return new Counts.Row(values, row.integer("entities"), sums);
  }

  List<Counts> counts() {
    List<Counts> all = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      all.add(new Counts(folds.get(i), List.copyOf(counts.get(i).values())));
    }
    return all;
  }
}
