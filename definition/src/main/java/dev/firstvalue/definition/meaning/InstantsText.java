package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
      case Instants.LeastOfGroups(List<Expression> per, Instants body) ->
          "(per ("
              + joined(per.stream().map(ExpressionText::of).sorted())
              + ") "
              + text(body)
              + ")";
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
      case Instants.Of _, Instants.NthOf _, Instants.LeastOfGroups _, Instants.Unless _ ->
          Stream.of(text(part));
    };
  }

  private Stream<String> alternatives(Instants part) {
    return switch (part) {
      case Instants.NthOf(int k, List<Instants> parts) when k == 1 ->
          parts.stream().flatMap(this::alternatives);
      case Instants.Latest(List<Instants> parts) when parts.size() == 1 ->
          alternatives(parts.getFirst());
      case Instants.Of _,
          Instants.NthOf _,
          Instants.Latest _,
          Instants.LeastOfGroups _,
          Instants.Unless _ ->
          Stream.of(text(part));
    };
  }

  static String joined(String form, Stream<String> parts) {
    List<String> sorted = new ArrayList<>(parts.sorted().toList());
    return sorted.size() == 1
        ? sorted.getFirst()
        : "(" + form + " " + String.join(" ", sorted) + ")";
  }

  /** The leaf; the keys of its groups stand around it. */
  static String leaf(Leaf leaf) {
    return switch (leaf) {
      case Leaf.Nth nth ->
          "(nth " + nth.n() + " " + range(leaf) + " " + counted(nth.stream(), nth.distinct()) + ")";
      case Leaf.Total total ->
          "(total "
              + total.reaching().stripTrailingZeros().toPlainString()
              + " "
              + range(leaf)
              + " "
              + CanonicalForm.stream(total.stream())
              + " (of "
              + ExpressionText.of(total.value())
              + "))";
      case Leaf.Chain chain ->
          "(chain "
              + range(leaf)
              + chain.gap().map(gap -> " (gap " + CanonicalForm.seconds(gap) + ")").orElse("")
              + (chain.simultaneous() ? " simultaneous" : "")
              + chain.links().stream().map(InstantsText::link).collect(Collectors.joining())
              + ")";
      case Leaf.Ratio ratio ->
          "(ratio "
              + Double.toHexString(ratio.above())
              + " "
              + ratio.from()
              + " "
              + range(leaf)
              + ratio
                  .after()
                  .map(after -> " (after " + CanonicalForm.seconds(after) + ")")
                  .orElse("")
              + " (of "
              + counted(ratio.of().stream(), ratio.of().distinct())
              + ") (to "
              + counted(ratio.to().stream(), ratio.to().distinct())
              + "))";
    };
  }

  private static String range(Leaf leaf) {
    return CanonicalForm.seconds(leaf.range().from())
        + " "
        + CanonicalForm.seconds(leaf.range().to());
  }

  private static String counted(
      dev.firstvalue.definition.plan.Stream stream, Optional<Expression> distinct) {
    return CanonicalForm.stream(stream)
        + distinct.map(d -> " (distinct " + ExpressionText.of(d) + ")").orElse("");
  }

  static String link(Leaf.Link link) {
    return " (link "
        + CanonicalForm.stream(link.stream())
        + link.follows()
            .map(follows -> " (follows " + CanonicalForm.predicate(follows) + ")")
            .orElse("")
        + ")";
  }

  private static String joined(Stream<String> texts) {
    return texts.collect(Collectors.joining(" "));
  }
}
