package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.FactKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * Where the counts of a fold stand in the answer of a {@link FoldStatement}: on the rows whose
 * {@code fold} is its number. The truths of its keys are the bits of {@code code}; every other key
 * has a column of its own. A row may tell more apart than a fold asks for: its counts are added up.
 *
 * @param number from 1 on
 * @param keys each once
 * @param listed keys whose values are listed in their column, one for each entity of the row, with
 *     commas between them
 */
public record FoldColumns(int number, SequencedSet<FactKey> keys, SequencedSet<FactKey> listed) {
  /** So many truths fit into an integer with a sign. */
  private static final int MOST_TRUTHS = 63;

  public FoldColumns {
    keys = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(keys));
    listed = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(listed));
    if (keys.stream().filter(FoldColumns::isTruth).count() > MOST_TRUTHS) {
      throw new IllegalArgumentException(
          "keys: " + keys + " (expected: at most " + MOST_TRUTHS + " of type BOOL in one fold)");
    }
  }

  /** The column of a key that is no truth. */
  public String column(FactKey key) {
    return FactKeySql.name(key);
  }

  /** The column of a key whose values are listed; another set may be grouped by the same key. */
  public static String listColumn(FactKey key) {
    return "each_" + FactKeySql.name(key);
  }

  /** Whether a key that is a truth is true, on a row with this {@code code}. */
  public boolean isTrue(FactKey key, long code) {
    return (code >> truths().indexOf(key) & 1) == 1;
  }

  /** Whether a key is of type BOOL. */
  public static boolean isTruth(FactKey key) {
    return switch (key) {
      case FactKey.InPlan(int _, FactKey own) -> isTruth(own);
      case FactKey.Excluded _,
          FactKey.SetAside _,
          FactKey.NewnessVerified _,
          FactKey.Mature _,
          FactKey.Reached _,
          FactKey.Milestone _,
          FactKey.Retained _,
          FactKey.SeveralArms _,
          FactKey.QualifiedBefore _,
          FactKey.InPeriod _,
          FactKey.Held _,
          FactKey.StartsLater _,
          FactKey.ExposedFrom _,
          FactKey.OtherActivity _ ->
          true;
      case FactKey.Variant _,
          FactKey.Elapsed _,
          FactKey.Part _,
          FactKey.Attribute _,
          FactKey.Week _,
          FactKey.Day _,
          FactKey.Arm _,
          FactKey.Amount _,
          FactKey.Cluster _,
          FactKey.Past _,
          FactKey.Account _,
          FactKey.Volume _,
          FactKey.Days _ ->
          false;
    };
  }

  List<FactKey> truths() {
    return keys.stream().filter(FoldColumns::isTruth).toList();
  }

  List<FactKey> plain() {
    return keys.stream().filter(key -> !isTruth(key)).toList();
  }

  String codeName() {
    return "code_" + number;
  }

  /** The smallest integer that holds the truths; none is NULL, whatever its type allows. */
  String code(Function<FactKey, String> column) {
    List<FactKey> truths = truths();
    String type = truths.size() <= 8 ? "toUInt8(" : truths.size() <= 16 ? "toUInt16(" : "toInt64(";
    List<String> bits = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      String bit = column.apply(truths.get(i));
      bits.add(i == 0 ? bit : bit + " * " + (1L << i));
    }
    return bits.isEmpty()
        ? "materialize(toUInt8(0))"
        : type + "assumeNotNull(" + String.join(" + ", bits) + "))";
  }
}
