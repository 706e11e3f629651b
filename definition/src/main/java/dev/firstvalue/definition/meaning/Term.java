package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.v1.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A condition where it stands in its document, with what it means. {@code all} in {@code all} and
 * the first {@code any} in another are one; what they repeat stands once.
 *
 * @param path its place
 * @param written as it is written
 * @param per its own groups; none inside those of another
 * @param within its own window; that around it when absent
 * @param veto what rules it out
 * @param key the meaning as text, whatever the window around it: two terms with one key mean the
 *     same in one window
 */
record Term(
    String path,
    Condition written,
    List<Expression> per,
    Optional<Duration> within,
    Optional<Term> veto,
    Core core,
    String key) {

  /** What a condition is apart from its modifiers. */
  sealed interface Core {
    /** A leaf of some form. */
    record One(Leaf leaf) implements Core {}

    /** So many of the parts: {@code all} asks for every one. */
    record Some(int k, List<Term> parts) implements Core {
      boolean all() {
        return k == parts.size();
      }
    }
  }

  /** Any window: keys leave the one around them out. */
  private static final Range ANY = Range.within(Duration.ofSeconds(1));

  private static Term of(
      String path,
      Condition written,
      List<Expression> per,
      Optional<Duration> within,
      Optional<Term> veto,
      Core core) {
    return new Term(path, written, per, within, veto, core, key(per, within, veto, core));
  }

  /** The term of a condition at a path and its instants, which have one shape. */
  static Term of(Condition condition, Instants instants, Plan plan, String path) {
    List<Expression> per = List.of();
    Instants rest = instants;
    if (rest instanceof Instants.LeastOfGroups(List<Expression> keys, Instants body)) {
      per = keys;
      rest = body;
    }
    Optional<Term> veto = Optional.empty();
    if (rest instanceof Instants.Unless(Instants value, Instants ruledOut)) {
      veto = Optional.of(of(condition.getUnless(), ruledOut, plan, path + ".unless"));
      rest = value;
    }
    Optional<Duration> within =
        condition.getWithin().isEmpty()
            ? Optional.empty()
            : Optional.of(Durations.parse(condition.getWithin()));
    Core core = core(condition, rest, plan, path);
    return core instanceof Core.Some(int _, List<Term> parts)
            && parts.size() == 1
            && within.isEmpty()
            && veto.isEmpty()
        ? parts.getFirst()
        : of(path, condition, per, within, veto, core);
  }

  /** This as the one part of a term that has its modifiers, or that has none. */
  Term asPart(boolean lifted) {
    return lifted
        ? of(path, written, per, within, veto, one(bare()))
        : of(path, written, List.of(), Optional.empty(), Optional.empty(), one(this));
  }

  /** Whether nothing is done to what the core says. */
  private boolean isPlain() {
    return per.isEmpty() && within.isEmpty() && veto.isEmpty();
  }

  private Term bare() {
    return of(path, written, List.of(), Optional.empty(), Optional.empty(), core);
  }

  private static Core one(Term part) {
    return new Core.Some(1, List.of(part));
  }

  private static Core core(Condition condition, Instants instants, Plan plan, String path) {
    return switch (instants) {
      case Instants.Of(int leaf) -> new Core.One(plan.leaves().get(leaf));
      case Instants.Latest(List<Instants> parts) ->
          some(parts.size(), terms(condition.getAllList(), parts, plan, path + ".all"));
      case Instants.NthOf(int k, List<Instants> parts) ->
          some(k, terms(condition.getAnyList(), parts, plan, path + ".any"));
      case Instants.Unless _, Instants.LeastOfGroups _ ->
          throw new IllegalArgumentException(
              "instants: " + instants + " (expected: one veto and one grouping a condition)");
    };
  }

  private static List<Term> terms(
      List<Condition> conditions, List<Instants> instants, Plan plan, String path) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < instants.size(); i++) {
      terms.add(of(conditions.get(i), instants.get(i), plan, FieldPath.index(path, i)));
    }
    return terms;
  }

  private static Core some(int k, List<Term> parts) {
    boolean all = k == parts.size();
    if (!all && k > 1) {
      return new Core.Some(k, parts);
    }
    Set<String> said = new HashSet<>();
    List<Term> once =
        parts.stream()
            .flatMap(part -> part.opened(all))
            .filter(part -> said.add(part.key()))
            .toList();
    return new Core.Some(all ? once.size() : 1, once);
  }

  /** The parts of a plain {@code all}, or first {@code any}, inside another; else the term. */
  private Stream<Term> opened(boolean all) {
    return isPlain() && core instanceof Core.Some some && (all ? some.all() : some.k() == 1)
        ? some.parts().stream()
        : Stream.of(this);
  }

  private static String key(
      List<Expression> per, Optional<Duration> within, Optional<Term> veto, Core core) {
    String text =
        switch (core) {
          case Core.One(Leaf leaf) -> InstantsText.leaf(leaf.in(ANY));
          case Core.Some some ->
              InstantsText.joined(
                  some.all() ? "all" : "any " + some.k(), some.parts().stream().map(Term::key));
        };
    String ruled = veto.map(out -> "(unless " + text + " " + out.key() + ")").orElse(text);
    String timed = within.map(d -> "(within " + d.toSeconds() + " " + ruled + ")").orElse(ruled);
    return per.isEmpty()
        ? timed
        : "(per " + per.stream().map(ExpressionText::of).sorted().toList() + " " + timed + ")";
  }
}
