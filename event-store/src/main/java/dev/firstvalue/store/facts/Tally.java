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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds up the counts of folds over the answers for several parts of the entities. */
final class Tally {
  private static final Pattern COMMA = Pattern.compile(",");

  private final List<Fold> folds;
  private final List<Map<List<@Nullable Object>, Counts.Row>> counts = new ArrayList<>();

  Tally(List<Fold> folds) {
    this.folds = List.copyOf(folds);
    folds.forEach(fold -> counts.add(new LinkedHashMap<>()));
  }

  /** Takes a row of a statement's answer: it counts every fold whose keys it has. */
  void add(Row row, FoldStatement statement) {
    long number = row.integer("fold");
    for (int i = 0; i < folds.size(); i++) {
      Fold fold = folds.get(i);
      FoldColumns columns = statement.columns(fold);
      if (columns.number() == number) {
        Map<List<@Nullable Object>, Counts.Row> sums = counts.get(i);
        fold.keys().stream()
            .filter(columns.listed()::contains)
            .findFirst()
            .map(listed -> listed(row, fold, columns, listed))
            .orElseGet(() -> List.of(row(row, fold, statement)))
            .forEach(counted -> sums.merge(counted.values(), counted, Counts.Row::with));
      }
    }
  }

  /** A count for each value of the key that a row lists. */
  private static List<Counts.Row> listed(Row row, Fold fold, FoldColumns columns, FactKey listed) {
    long[] values =
        COMMA
            .splitAsStream(row.text(FoldColumns.listColumn(listed)))
            .mapToLong(Long::parseLong)
            .sorted()
            .toArray();
    List<@Nullable Object> same = new ArrayList<>();
    for (FactKey key : fold.keys()) {
      same.add(key.equals(listed) ? null : FactRows.value(row, key, columns));
    }
    int place = fold.keys().indexOf(listed);
    List<Counts.Row> rows = new ArrayList<>();
    for (int from = 0, to; from < values.length; from = to) {
      to = from + 1;
      while (to < values.length && values[to] == values[from]) {
        to++;
      }
      same.set(place, values[from]);
      rows.add(new Counts.Row(same, to - from));
    }
    return rows;
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
