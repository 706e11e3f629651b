package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Parts;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.util.List;
import java.util.stream.Stream;

/** The part of a plan that makes its meaning: no milestones, no outcomes, no segments. */
final class Rule {
  private Rule() {}

  /** Whether the local date of events matters. */
  static boolean usesDay(Plan plan) {
    return expressions(plan)
        .flatMap(Parts::inside)
        .anyMatch(new Expression.Column(EventColumn.DAY)::equals);
  }

  /** Every expression of the rule. */
  static Stream<Expression> expressions(Plan plan) {
    Stream<Instants> instants =
        Stream.concat(
            Stream.of(plan.qualifies()), plan.variants().stream().map(Plan.Case::qualifies));
    Stream<Expression> ofLeaves =
        instants.flatMap(Rule::leaves).flatMap(leaf -> expressions(plan.leaves().get(leaf)));
    return Stream.of(
            ofLeaves,
            expressions(plan.anchor().stream()),
            plan.variants().stream().map(Plan.Case::when),
            plan.source().exclude().stream(),
            plan.source().excludeEntities().stream())
        .flatMap(part -> part);
  }

  private static Stream<Integer> leaves(Instants instants) {
    return switch (instants) {
      case Instants.Of(int leaf) -> Stream.of(leaf);
      case Instants.Latest(List<Instants> parts) -> parts.stream().flatMap(Rule::leaves);
      case Instants.NthOf(int _, List<Instants> parts) -> parts.stream().flatMap(Rule::leaves);
      case Instants.Unless(Instants value, Instants veto) ->
          Stream.concat(leaves(value), leaves(veto));
      case Instants.LeastOfGroups(var _, Instants body) -> leaves(body);
    };
  }

  private static Stream<Expression> expressions(Leaf leaf) {
    Stream<Expression> own =
        switch (leaf) {
          case Leaf.Nth nth -> nth.distinct().stream();
          case Leaf.Total total -> Stream.of(total.value());
          case Leaf.Chain chain -> chain.links().stream().flatMap(link -> link.follows().stream());
          case Leaf.Ratio ratio ->
              Stream.concat(ratio.of().distinct().stream(), ratio.to().distinct().stream());
        };
    return Stream.of(leaf.streams().stream().flatMap(Rule::expressions), leaf.per().stream(), own)
        .flatMap(part -> part);
  }

  static Stream<Expression> expressions(dev.firstvalue.definition.plan.Stream stream) {
    return Stream.concat(stream.whose().stream(), stream.where().stream());
  }
}
