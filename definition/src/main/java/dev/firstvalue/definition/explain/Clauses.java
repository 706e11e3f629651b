package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.evaluate.Group;
import dev.firstvalue.definition.evaluate.Hits;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.Clause.State;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.v1.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clauses of a definition as they stand for one entity: document and plan side by side. */
final class Clauses {
  private final List<Leaf> leaves;
  private final EntityRows rows;
  private final long timeZero;
  private final long watermark;

  Clauses(List<Leaf> leaves, EntityRows rows, long timeZero, long watermark) {
    this.leaves = leaves;
    this.rows = rows;
    this.timeZero = timeZero;
    this.watermark = watermark;
  }

  /** A condition that stands outside groups. */
  Clause of(Condition condition, String path, Instants instants) {
    return clause(condition, path, instants, Group.ALL);
  }

  private Clause clause(Condition condition, String path, Instants instants, Group group) {
    return switch (instants) {
      case Instants.Of(int leaf) -> leaf(condition, path, leaf, group);
      case Instants.Latest(List<Instants> parts) ->
          parts(
              condition,
              path,
              parts.size(),
              parts(condition.getAllList(), FieldPath.field(path, "all"), parts, group));
      case Instants.NthOf(int k, List<Instants> parts) ->
          parts(
              condition,
              path,
              k,
              parts(condition.getAnyList(), FieldPath.field(path, "any"), parts, group));
      case Instants.LeastOfGroups least -> nearest(condition, path, least);
      case Instants.Unless(Instants value, Instants veto) ->
          vetoed(
              clause(condition, path, value, group),
              clause(condition.getUnless(), FieldPath.field(path, "unless"), veto, group));
    };
  }

  private Clause leaf(Condition condition, String path, int index, Group group) {
    Leaf leaf = leaves.get(index);
    Long at = rows.instant(index, group);
    Progress progress = progress(index, group);
    long ends = timeZero + Micros.of(leaf.range().to());
    boolean lookedAt =
        progress instanceof Progress.Ratio ratio
            && ratio.look() != null
            && (ratio.look() < watermark || ratio.look() >= ends);
    State state =
        at != null ? State.HOLDS : watermark >= ends || lookedAt ? State.OVER : State.OPEN;
    return new Clause(
        path,
        ClauseWords.of(condition),
        state,
        at,
        progress,
        ends,
        Map.of(),
        Optional.empty(),
        List.of());
  }

  private Progress progress(int index, Group group) {
    return switch (leaves.get(index)) {
      case Leaf.Nth nth -> new Progress.Count(rows.counted(index, 0, group).size(), nth.n());
      case Leaf.Total total ->
          new Progress.Sum(
              rows.counted(index, 0, group).stream()
                  .map(Clauses::least)
                  .reduce(BigDecimal.ZERO, BigDecimal::add),
              total.reaching());
      case Leaf.Chain chain ->
          new Progress.Steps(rows.chains(index, chain, group).reached(), chain.links().size());
      case Leaf.Ratio ratio -> {
        List<List<Hits.Row>> to = rows.counted(index, 1, group);
        Long look = look(ratio, to);
        yield new Progress.Ratio(
            before(rows.counted(index, 0, group), look),
            before(to, look),
            ratio.above(),
            ratio.from(),
            look);
      }
    };
  }

  /** When a ratio is looked at; null where that is always, or not known yet. */
  static @Nullable Long look(Leaf.Ratio ratio, List<List<Hits.Row>> to) {
    return ratio.after().isEmpty() || to.isEmpty()
        ? null
        : (Long) (to.getFirst().getFirst().timestamp() + Micros.of(ratio.after().get()));
  }

  /** What a total takes of copies of one instant. */
  static BigDecimal least(List<Hits.Row> copies) {
    return copies.stream()
        .map(Hits.Row::amount)
        .min(Comparator.naturalOrder())
        .orElse(BigDecimal.ZERO);
  }

  private static long before(List<List<Hits.Row>> counted, @Nullable Long look) {
    return counted.stream()
        .filter(each -> look == null || each.getFirst().timestamp() < look)
        .count();
  }

  private List<Clause> parts(
      List<Condition> conditions, String path, List<Instants> instants, Group group) {
    List<Clause> parts = new ArrayList<>();
    for (int i = 0; i < instants.size(); i++) {
      parts.add(clause(conditions.get(i), FieldPath.index(path, i), instants.get(i), group));
    }
    return parts;
  }

  private static Clause parts(Condition condition, String path, int needed, List<Clause> parts) {
    List<Long> instants =
        parts.stream()
            .map(Clause::at)
            .filter(Objects::nonNull)
            .map(Long::valueOf)
            .sorted()
            .toList();
    long open = parts.stream().filter(part -> part.state() == State.OPEN).count();
    Long at = instants.size() < needed ? null : instants.get(needed - 1);
    State state =
        at != null ? State.HOLDS : instants.size() + open < needed ? State.OVER : State.OPEN;
    return new Clause(
        path,
        ClauseWords.of(condition),
        state,
        at,
        new Progress.Parts(instants.size(), needed),
        parts.stream().mapToLong(Clause::ends).max().orElseThrow(),
        Map.of(),
        Optional.empty(),
        parts);
  }

  /** The group that decides or, while none holds, the one that is nearest and can still hold. */
  private Clause nearest(Condition condition, String path, Instants.LeastOfGroups least) {
    Comparator<Clause> order =
        Comparator.comparing(Clause::at, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Clause::state)
            .thenComparing(
                Comparator.comparingDouble((Clause each) -> each.progress().share()).reversed())
            .thenComparing(each -> each.group().toString());
    Optional<Clause> best =
        rows.groups(least.per())
            .map(group -> named(clause(condition, path, least.body(), group), group))
            .min(order);
    Clause none = clause(condition, path, least.body(), new Group(least.per(), List.of()));
    // A group that has no event yet can hold as long as the window is open.
    boolean lost = best.isPresent() && best.get().at() == null && best.get().state() != State.OPEN;
    return best.isEmpty() || (lost && none.state() == State.OPEN) ? none : best.get();
  }

  private static Clause named(Clause clause, Group group) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < group.keys().size(); i++) {
      values.put(key(group.keys().get(i)), String.valueOf(group.values().get(i)));
    }
    return new Clause(
        clause.path(),
        clause.words(),
        clause.state(),
        clause.at(),
        clause.progress(),
        clause.ends(),
        values,
        clause.unless(),
        clause.parts());
  }

  /** A key as documents write it. */
  private static String key(Expression key) {
    return switch (key) {
      case Expression.Property(String name, _) -> "properties." + name;
      case Expression.Column(var column) -> column.name().toLowerCase(Locale.ROOT);
      default -> key.toString();
    };
  }

  private static Clause vetoed(Clause value, Clause veto) {
    Long at = value.at();
    Long ruledOut = veto.at();
    boolean tooLate = ruledOut != null && (at == null || ruledOut <= at);
    return new Clause(
        value.path(),
        value.words(),
        tooLate ? State.VETOED : value.state(),
        tooLate ? null : at,
        value.progress(),
        value.ends(),
        value.group(),
        Optional.of(veto),
        value.parts());
  }
}
