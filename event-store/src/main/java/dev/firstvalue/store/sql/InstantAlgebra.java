package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Instants;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The algebra over instants, never as NULL. It rests on one fact: {@code arraySort} puts NULL last,
 * so the m-th of m parts is NULL as soon as one part is.
 */
final class InstantAlgebra {
  private final IntFunction<String> leaves;

  /** An algebra over columns: the one of each leaf. */
  InstantAlgebra(IntFunction<String> leaves) {
    this.leaves = leaves;
  }

  String sql(Instants instants) {
    return switch (instants) {
      case Instants.Of(int leaf) -> leaves.apply(leaf);
      case Instants.Latest(List<Instants> parts) -> nth(parts.size(), parts);
      case Instants.NthOf(int k, List<Instants> parts) -> nth(k, parts);
      case Instants.LeastOfGroups _ -> throw new IllegalStateException("groups");
      // A lambda, so that the text of a value is written once however deep vetoes nest.
      case Instants.Unless(Instants.Of(int leaf), Instants veto) ->
          "if(" + sql(veto) + " <= " + leaves.apply(leaf) + ", NULL, " + leaves.apply(leaf) + ")";
      case Instants.Unless(Instants value, Instants veto) ->
          "arrayMap((value, veto) -> if(veto <= value, NULL, value), ["
              + sql(value)
              + "], ["
              + sql(veto)
              + "])[1]";
    };
  }

  private String nth(int k, List<Instants> parts) {
    return parts.size() == 1
        ? sql(parts.getFirst())
        : "arraySort(["
            + parts.stream().map(this::sql).collect(Collectors.joining(", "))
            + "])["
            + k
            + "]";
  }
}
