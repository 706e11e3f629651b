package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Logic;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A value event is a result: no preparation, and not the start itself. */
final class ResultRules {
  private final Document.OfValueEvent definition;
  private final Plan plan;
  private final Set<String> preparation;

  ResultRules(Document.OfEventModel model, Document.OfValueEvent definition, Plan plan) {
    this.definition = definition;
    this.plan = plan;
    this.preparation =
        model.message().getSpec().getCatalogMap().entrySet().stream()
            .filter(event -> event.getValue().getPreparation())
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Checks a value event: that of everyone, or of a variant. */
  void check(Clause value, Report report) {
    if (canHoldWithin(value, this::isSatisfiedByStart)) {
      report.add(
          Report.breach(
                  LintRule.START_SATISFIES,
                  definition,
                  value.path(),
                  "the start event alone satisfies this, so everyone who starts has reached value")
              .found(String.join(", ", plan.anchor().stream().events()))
              .expected("an event after the start, or more than one"));
    } else if (canHoldWithin(value, this::isPreparation)) {
      report.add(
          Report.breach(
                  LintRule.PREPARATION_ONLY,
                  definition,
                  value.path(),
                  "preparation alone satisfies this, and preparation is not value")
              .found(
                  value
                      .leaves()
                      .flatMap(one -> one.leaf().streams().stream())
                      .flatMap(stream -> stream.events().stream())
                      .filter(preparation::contains)
                      .distinct()
                      .sorted()
                      .collect(Collectors.joining(", ")))
              .expected("on every way to satisfy it, an event that is a result"));
    }
  }

  /** Whether a condition can hold when only the leaves of a kind do. */
  private static boolean canHoldWithin(Clause clause, Predicate<Leaf> kind) {
    return switch (clause) {
      case Clause.One(_, Leaf leaf) -> kind.test(leaf);
      case Clause.All(_, List<Clause> parts) ->
          parts.stream().allMatch(part -> canHoldWithin(part, kind));
      case Clause.Some(_, int k, List<Clause> parts) ->
          parts.stream().filter(part -> canHoldWithin(part, kind)).count() >= k;
      case Clause.Vetoed(_, Clause value, _) -> canHoldWithin(value, kind);
    };
  }

  private boolean isPreparation(Leaf leaf) {
    return leaf.streams().stream()
        .allMatch(stream -> stream.events().stream().anyMatch(preparation::contains));
  }

  /** Whether the start event is enough: it cannot fill two steps, and its amounts are not known. */
  private boolean isSatisfiedByStart(Leaf leaf) {
    return switch (leaf) {
      case Leaf.Nth nth ->
          nth.n() == 1 && nth.distinct().isEmpty() && isSatisfiedByStart(nth.stream());
      case Leaf.Total _, Leaf.Chain _ -> false;
      case Leaf.Ratio ratio ->
          ratio.from() == 1
              && ratio.above() < 1
              && ratio.of().distinct().isEmpty()
              && ratio.to().distinct().isEmpty()
              && ratio.streams().stream().allMatch(this::isSatisfiedByStart);
    };
  }

  private boolean isSatisfiedByStart(Stream stream) {
    Stream start = plan.anchor().stream();
    return stream.whose().containsAll(start.whose())
        && stream.events().stream().anyMatch(start.events()::contains)
        && stream.where().map(where -> isImplied(start, where)).orElse(true);
  }

  private static boolean isImplied(Stream start, Expression where) {
    return start.where().map(known -> Logic.implies(known, where)).orElse(false);
  }
}
