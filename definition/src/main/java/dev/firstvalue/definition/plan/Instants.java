package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/** One instant an entity (or group), or never: the algebra over leaves. */
public sealed interface Instants {

  /** The indices of the leaves that it reads. */
  default SortedSet<Integer> leaves() {
    SortedSet<Integer> leaves = new TreeSet<>();
    switch (this) {
      case Of(int leaf) -> leaves.add(leaf);
      case Latest(List<Instants> parts) -> parts.forEach(part -> leaves.addAll(part.leaves()));
      case NthOf(int _, List<Instants> parts) ->
          parts.forEach(part -> leaves.addAll(part.leaves()));
      case LeastOfGroups(List<Expression> _, Instants body) -> leaves.addAll(body.leaves());
      case Unless(Instants value, Instants veto) -> {
        leaves.addAll(value.leaves());
        leaves.addAll(veto.leaves());
      }
    }
    return leaves;
  }

  /**
   * Whether it depends on when parts happen if it happens at all. If not, it does whichever
   * instants stand for those of its parts.
   */
  default boolean compares() {
    return switch (this) {
      case Of _ -> false;
      case Latest(List<Instants> parts) -> parts.stream().anyMatch(Instants::compares);
      case NthOf(int _, List<Instants> parts) -> parts.stream().anyMatch(Instants::compares);
      case LeastOfGroups(List<Expression> _, Instants body) -> body.compares();
      case Unless _ -> true;
    };
  }

  /** The same over leaves that have other indices. */
  default Instants withLeaves(IntUnaryOperator index) {
    return switch (this) {
      case Of(int leaf) -> new Of(index.applyAsInt(leaf));
      case Latest(List<Instants> parts) -> new Latest(each(parts, index));
      case NthOf(int k, List<Instants> parts) -> new NthOf(k, each(parts, index));
      case LeastOfGroups(List<Expression> per, Instants body) ->
          new LeastOfGroups(per, body.withLeaves(index));
      case Unless(Instants value, Instants veto) ->
          new Unless(value.withLeaves(index), veto.withLeaves(index));
    };
  }

  private static List<Instants> each(List<Instants> parts, IntUnaryOperator index) {
    return parts.stream().map(part -> part.withLeaves(index)).toList();
  }

  /**
   * The instant of a leaf, inside the group if it has groups: its index in {@link Plan#leaves()}.
   */
  record Of(int leaf) implements Instants {}

  /** The latest of the parts; never if one part is never. */
  record Latest(List<Instants> parts) implements Instants {
    public Latest {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("parts: none (expected: at least one)");
      }
    }
  }

  /** The k-th smallest of the parts; never if fewer than k hold. */
  record NthOf(int k, List<Instants> parts) implements Instants {
    public NthOf {
      parts = List.copyOf(parts);
      if (k < 1 || k > parts.size()) {
        throw new IllegalArgumentException(
            "k: " + k + " (expected: 1 to " + parts.size() + ", the number of parts)");
      }
    }
  }

  /**
   * The least instant of the body over the groups of an entity's rows: {@code per}. Every leaf of
   * the body is counted by these keys, and is read inside the group.
   */
  record LeastOfGroups(List<Expression> per, Instants body) implements Instants {
    public LeastOfGroups {
      per = List.copyOf(per);
      if (per.isEmpty()) {
        throw new IllegalArgumentException("per: none (expected: at least one key)");
      }
    }
  }

  /** The instant of {@code value}, never if {@code veto} happened up to and including it. */
  record Unless(Instants value, Instants veto) implements Instants {}
}
