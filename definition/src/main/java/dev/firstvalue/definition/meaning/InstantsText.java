package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Instants as text: parts sorted; what {@code all} or the first {@code any} repeats said once;
 * {@code any} of all parts is {@code all}; one part is itself.
 */
final class InstantsText {
  private final List<Leaf> leaves;

  private InstantsText(List<Leaf> leaves) {
    this.leaves = leaves;
  }

  static String of(Instants instants, Plan plan) {
    return new InstantsText(plan.leaves()).text(instants);
  }

  private String text(Instants instants) {
    return switch (instants) {
      case Instants.Of(int leaf) -> leaf(leaves.get(leaf));
      case Instants.Latest(List<Instants> parts) -> all(parts);
      case Instants.NthOf(int k, List<Instants> parts) -> {
        if (k == parts.size()) {
          yield all(parts);
        }
        yield k == 1
            ? joined("any", parts.stream().flatMap(this::alternatives).distinct())
            : joined("any " + k, parts.stream().map(this::text));
      }
      case Instants.Unless(Instants value, Instants veto) ->
          "(unless " + text(value) + " " + text(veto) + ")";
    };
  }

  private String all(List<Instants> parts) {
    return joined("all", parts.stream().flatMap(this::demands).distinct());
  }

  /** The parts of an {@code all} inside an {@code all} are its own. */
  private Stream<String> demands(Instants part) {
    return switch (part) {
      case Instants.Latest(List<Instants> parts) -> parts.stream().flatMap(this::demands);
      case Instants.NthOf(int k, List<Instants> parts) when k == parts.size() ->
          parts.stream().flatMap(this::demands);
      case Instants.Of _, Instants.NthOf _, Instants.Unless _ -> Stream.of(text(part));
    };
  }

  private Stream<String> alternatives(Instants part) {
    return switch (part) {
      case Instants.NthOf(int k, List<Instants> parts) when k == 1 ->
          parts.stream().flatMap(this::alternatives);
      case Instants.Latest(List<Instants> parts) when parts.size() == 1 ->
          alternatives(parts.getFirst());
      case Instants.Of _, Instants.NthOf _, Instants.Latest _, Instants.Unless _ ->
          Stream.of(text(part));
    };
  }

  private static String joined(String form, Stream<String> parts) {
    List<String> sorted = new ArrayList<>(parts.sorted().toList());
    return sorted.size() == 1
        ? sorted.getFirst()
        : "(" + form + " " + String.join(" ", sorted) + ")";
  }

  private static String leaf(Leaf leaf) {
    return switch (leaf) {
      case Leaf.Nth nth ->
          "(nth "
              + nth.n()
              + " "
              + CanonicalForm.seconds(nth.range().from())
              + " "
              + CanonicalForm.seconds(nth.range().to())
              + " "
              + CanonicalForm.stream(nth.stream())
              + nth.distinct().map(d -> " (distinct " + ExpressionText.of(d) + ")").orElse("")
              + ")";
    };
  }
}
