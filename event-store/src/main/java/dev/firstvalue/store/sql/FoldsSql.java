package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The counts of several folds over {@code facts} in one pass: GROUPING SETS, one for each set of
 * keys ({@link FoldSets}). The truths of a set are the bits of one small integer, {@code code_1}
 * and so on, which is grouped by several times faster than they are one by one; a set has its own
 * even if it has no truths, so that {@code grouping()} of it tells which set a row belongs to.
 */
final class FoldsSql {
  private final FoldSets setOf;
  private final List<FoldColumns> sets;
  private final List<FactKey> keys;
  private final List<FactSum> sums;

  FoldsSql(List<Fold> folds) {
    this.setOf = new FoldSets(folds);
    this.sets = setOf.all();
    this.sums = folds.stream().flatMap(fold -> fold.sums().stream()).distinct().toList();
    this.keys = folds.stream().flatMap(fold -> fold.keys().stream()).distinct().toList();
  }

  /** Where the counts of a fold stand in the answer. */
  FoldColumns columns(Fold fold) {
    return setOf.of(fold);
  }

  /** The columns of the sums of a fold, in its order: whole numbers as text. */
  List<String> sumColumns(Fold fold) {
    return fold.sums().stream().map(this::column).toList();
  }

  private String column(FactSum sum) {
    return "sum_" + (sums.indexOf(sum) + 1);
  }

  /** The statement over {@code facts}, given the SQL of each key. */
  Select select(Function<FactKey, String> sql) {
    Select counts = counts("", "count()");
    if (keys.isEmpty()) {
      return counts.from("facts").having("entities > 0", "");
    }
    grouped(counts, keys(sql));
    return sets.size() == 1 ? counts : counts.having("entities > 0", "");
  }

  /**
   * The same over {@code facts} that say which entities are {@code settled}: those alone are
   * counted, the ids of the others are listed.
   *
   * @param id the function that makes a text of an id
   */
  Select settled(Function<FactKey, String> sql, String id) {
    String others = "groupArrayIf(" + (SettledStatement.MOST_OTHERS + 1) + ")(id, NOT settled)";
    Select counts =
        counts("settled", "countIf(settled)")
            .column(
                "arrayStringConcat(arrayMap(id -> " + id + "(id), " + others + "), ',')",
                SettledStatement.OTHERS,
                "who is not settled");
    grouped(counts, keys(sql).column("settled", "settled").column("id", "id"));
    return counts;
  }

  /**
   * The same, which counts all and says of each row whether all of them are {@code settled}.
   *
   * @param alike whether a row of {@code facts} is so many {@code entities}
   */
  Select whole(Function<FactKey, String> sql, boolean alike) {
    Select counts = counts("", alike ? "sum(keys.entities)" : "count()");
    counts.column("min(settled)", FoldStatement.SETTLED, "whether all are");
    Select keys = keys(sql).column("settled", "settled");
    grouped(counts, alike ? keys.column("entities", "entities") : keys);
    return counts;
  }

  /** The columns of the answer, of the rows of which this is true. */
  private Select counts(String condition, String entities) {
    String of = condition.isEmpty() ? "(" : "If(";
    String end = condition.isEmpty() ? ")" : condition + ")";
    String next = condition.isEmpty() ? ")" : ", " + end;
    Select counts = new Select();
    counts.column(which(), "fold", "the keys that the row counts by");
    counts.column(codes(), "code", "which of them are true, the first lowest");
    each(FoldColumns::plain).forEach(key -> counts.column(shown(key), FactKeySql.name(key)));
    counts.column(entities, "entities");
    each(FoldColumns::listed)
        .forEach(
            key ->
                counts.column(
                    "arrayStringConcat(groupArray" + of + column(key) + next + ", ',')",
                    FoldColumns.listColumn(key),
                    "of each entity"));
    sums.forEach(sum -> counts.column(of(sum), column(sum)));
    return counts;
  }

  /** The rows that are counted: what each is by every key, and the truths of each set. */
  private Select keys(Function<FactKey, String> sql) {
    Select inner = new Select();
    keys.forEach(key -> inner.column(sql.apply(key), column(key)));
    amounts().forEach(amount -> inner.column(amount, amount));
    sets.forEach(set -> inner.column(set.code(FoldsSql::column), set.codeName()));
    return inner;
  }

  private void grouped(Select counts, Select inner) {
    counts
        .from(inner.from("facts"), "keys")
        .groupBy(
            sets.size() == 1
                ? group(sets.getFirst())
                : "GROUPING SETS ("
                    + sets.stream()
                        .map(set -> "(" + group(set) + ")")
                        .collect(Collectors.joining(", "))
                    + ")");
  }

  /** Keys of any set, each once. */
  private List<FactKey> each(Function<FoldColumns, Collection<FactKey>> keys) {
    return sets.stream().flatMap(set -> keys.apply(set).stream()).distinct().toList();
  }

  private List<String> amounts() {
    TreeSet<Integer> indices = new TreeSet<>();
    for (FactSum sum : sums) {
      indices.add(sum.amount());
      sum.times().ifPresent(indices::add);
    }
    return indices.stream().map(AmountsSql::name).toList();
  }

  /** Summed in 256 bits, so that neither squares nor their sum run over. */
  private static String of(FactSum sum) {
    String amount = "toInt256(" + AmountsSql.name(sum.amount()) + ")";
    return "toString(sum("
        + amount
        + (sum.times().isEmpty()
            ? ""
            : " * toInt256(" + AmountsSql.name(sum.times().getAsInt()) + ")")
        + "))";
  }

  private static String group(FoldColumns set) {
    List<String> columns = new ArrayList<>(List.of(set.codeName()));
    set.plain().forEach(key -> columns.add(column(key)));
    return String.join(", ", columns);
  }

  private String which() {
    if (sets.size() == 1) {
      return "1";
    }
    return "toInt64(indexOf("
        + sets.stream()
            .map(set -> "grouping(" + set.codeName() + ")")
            .collect(Collectors.joining(", ", "[", "]"))
        + ", 0))";
  }

  /** All codes but one are 0 on a row. */
  private String codes() {
    return keys.isEmpty()
        ? "0"
        : "toInt64("
            + sets.stream().map(FoldColumns::codeName).collect(Collectors.joining(" + "))
            + ")";
  }

  /** A key before it is grouped by: a date is one until it is shown. */
  private static String column(FactKey key) {
    return "key_" + FactKeySql.name(key).substring("by_".length());
  }

  private static String shown(FactKey key) {
    return FactKeySql.isDate(key) ? "toString(" + column(key) + ")" : column(key);
  }
}
