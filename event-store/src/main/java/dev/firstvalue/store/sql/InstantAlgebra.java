package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Instants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The algebra over instants, never as NULL. It rests on one fact: {@code arraySort} puts NULL last,
 * so the m-th of m parts is NULL as soon as one part is, and so does an instant later than all in
 * place of NULL. Comparisons are made plain truths, because the store rewrites an aggregate of
 * {@code if(unknown, NULL, x)} as if unknown were true.
 */
final class InstantAlgebra {
  /** Later than every instant. */
  private static final String NEVER = "toInt64(" + Long.MAX_VALUE + ")";

  private final IntFunction<String> leaves;
  private final String prefix;
  private final Map<Instants.LeastOfGroups, String> leasts = new LinkedHashMap<>();

  /**
   * An algebra over columns.
   *
   * @param leaves the one of each leaf
   * @param prefix what the columns of groups are called
   */
  InstantAlgebra(IntFunction<String> leaves, String prefix) {
    this.leaves = leaves;
    this.prefix = prefix;
  }

  /** Adds the columns of groups that {@link #sql} has asked for, to a select by entity. */
  void leasts(Select select) {
    leasts.forEach(
        (least, name) ->
            select.column("min(" + sql(least.body()) + ")", name, "the least of its groups"));
  }

  String sql(Instants instants) {
    return switch (instants) {
      case Instants.Of(int leaf) -> leaves.apply(leaf);
      case Instants.Latest(List<Instants> parts) -> nth(parts.size(), parts);
      case Instants.NthOf(int k, List<Instants> parts) -> nth(k, parts);
      case Instants.LeastOfGroups least ->
          leasts.computeIfAbsent(least, any -> prefix + (leasts.size() + 1));
      // A lambda, so that the text of a value is written once however deep vetoes nest.
      case Instants.Unless(Instants.Of(int leaf), Instants veto) ->
          "if(ifNull("
              + sql(veto)
              + " <= "
              + leaves.apply(leaf)
              + ", false), NULL, "
              + leaves.apply(leaf)
              + ")";
      case Instants.Unless(Instants value, Instants veto) ->
          "arrayMap((value, veto) -> if(ifNull(veto <= value, false), NULL, value), ["
              + sql(value)
              + "], ["
              + sql(veto)
              + "])[1]";
    };
  }

  private String nth(int k, List<Instants> parts) {
    if (parts.size() == 1) {
      return sql(parts.getFirst());
    }
    if (k == 1 || k == parts.size()) {
      // The same without an array for each entity.
      return parts.stream()
          .map(part -> "ifNull(" + sql(part) + ", " + NEVER + ")")
          .collect(
              Collectors.joining(
                  ", ", "nullIf(" + (k == 1 ? "least(" : "greatest("), "), " + NEVER + ")"));
    }
    return "arraySort(["
        + parts.stream().map(this::sql).collect(Collectors.joining(", "))
        + "])["
        + k
        + "]";
  }
}
