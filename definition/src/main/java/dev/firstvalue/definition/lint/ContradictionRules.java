package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.expression.Logic;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import java.util.List;
import java.util.Optional;

/** Conditions that nobody can meet. */
final class ContradictionRules {
  private final Document.OfValueEvent definition;
  private final Plan plan;

  ContradictionRules(Document.OfValueEvent definition, Plan plan) {
    this.definition = definition;
    this.plan = plan;
  }

  /** Checks the predicate of the start. */
  void checkStart(Report report) {
    possible(plan.anchor().stream(), "spec.start.where", report);
  }

  /** Checks a condition of the definition. */
  void check(Clause.Placed placed, Report report) {
    placed.clause().leaves().forEach(one -> possible(one, report));
    vetoes(placed, placed.clause(), report);
  }

  private void possible(Clause.One one, Report report) {
    List<Stream> streams = one.leaf().streams();
    for (int i = 0; i < streams.size(); i++) {
      possible(streams.get(i), one.wherePath(i), report);
    }
  }

  private void possible(Stream stream, String path, Report report) {
    if (stream.where().filter(Logic::isNeverTrue).isPresent()) {
      report.add(
          Report.breach(
                  LintRule.IMPOSSIBLE_CONDITION, definition, path, "no event can make this true")
              .expected("demands that can be met together"));
    }
  }

  private void vetoes(Clause.Placed placed, Clause clause, Report report) {
    switch (clause) {
      case Clause.One _ -> {}
      case Clause.All(_, List<Clause> parts) -> parts.forEach(p -> vetoes(placed, p, report));
      case Clause.Some(_, _, List<Clause> parts) -> parts.forEach(p -> vetoes(placed, p, report));
      case Clause.Vetoed(_, Clause value, Clause veto) -> {
        vetoes(placed, value, report);
        if (isDemanded(veto, value) || isStarted(placed, veto)) {
          report.add(
              Report.breach(
                      LintRule.UNLESS_DEMANDED,
                      definition,
                      veto.path(),
                      "what is ruled out here has always happened when the rest holds")
                  .expected("an event that the rest does not need"));
        }
      }
    }
  }

  /** Whether a veto has happened whenever a value holds. */
  private static boolean isDemanded(Clause veto, Clause value) {
    return switch (veto) {
      case Clause.One(_, Leaf ruledOut) -> demands(value, ruledOut);
      case Clause.All(_, List<Clause> parts) ->
          parts.stream().allMatch(part -> isDemanded(part, value));
      case Clause.Some(_, int k, List<Clause> parts) ->
          parts.stream().filter(part -> isDemanded(part, value)).count() >= k;
      case Clause.Vetoed _ -> false;
    };
  }

  /** Whether a condition cannot hold before a leaf does. */
  private static boolean demands(Clause value, Leaf leaf) {
    return switch (value) {
      case Clause.One(_, Leaf demanded) ->
          leaf.equals(demanded)
              || (leaf instanceof Leaf.Nth nth
                  && counts(demanded).stream().anyMatch(count -> isWeaker(nth, count)));
      case Clause.All(_, List<Clause> parts) -> parts.stream().anyMatch(p -> demands(p, leaf));
      case Clause.Some(_, int k, List<Clause> parts) ->
          parts.stream().filter(p -> !demands(p, leaf)).count() < k;
      case Clause.Vetoed(_, Clause inner, _) -> demands(inner, leaf);
    };
  }

  /** The counts that have been reached whenever a leaf holds. */
  private static List<Leaf.Nth> counts(Leaf leaf) {
    return switch (leaf) {
      case Leaf.Nth nth -> List.of(nth);
      case Leaf.Total(var stream, var range, var _, var _, var per) ->
          List.of(new Leaf.Nth(stream, range, 1, Optional.empty(), per));
      case Leaf.Chain chain ->
          chain.streams().stream()
              .map(each -> new Leaf.Nth(each, chain.range(), 1, Optional.empty(), chain.per()))
              .toList();
      case Leaf.Ratio(var of, var to, var range, var _, long from, var _, var per) ->
          List.of(
              new Leaf.Nth(of.stream(), range, 1, of.distinct(), per),
              new Leaf.Nth(to.stream(), range, from, to.distinct(), per));
    };
  }

  /** Whether a leaf holds as soon as another one does. */
  private static boolean isWeaker(Leaf.Nth weak, Leaf.Nth strong) {
    boolean counts =
        weak.n() <= strong.n()
            && (weak.distinct().isEmpty() || weak.distinct().equals(strong.distinct()));
    return counts
        && (weak.per().isEmpty() || weak.per().equals(strong.per()))
        && weak.range().equals(strong.range())
        && weak.stream().events().containsAll(strong.stream().events())
        && weak.stream().whose().containsAll(strong.stream().whose())
        && weak.stream()
            .where()
            .map(
                where ->
                    strong.stream()
                        .where()
                        .filter(known -> Logic.implies(known, where))
                        .isPresent())
            .orElse(true);
  }

  /** Whether the start event, which is in every window that begins at time zero, is ruled out. */
  private boolean isStarted(Clause.Placed placed, Clause veto) {
    Leaf.Nth start =
        new Leaf.Nth(
            plan.anchor().stream(), Range.within(plan.window()), 1, Optional.empty(), List.of());
    return placed.place() != Clause.Place.OUTCOME && isDemanded(veto, new Clause.One("", start));
  }
}
