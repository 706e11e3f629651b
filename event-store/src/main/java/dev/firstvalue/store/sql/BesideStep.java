package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Follows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The events of a step that follow an end of their own instant, where sorting can tell which: n log
 * n, because each event looks at a few sets of ids alone.
 *
 * <p>Ends whose values allow the same events are told apart only by the ids that their chains have
 * used. What is left of a chain can use q ids, so of the ends of one place it is enough to keep so
 * many that any q ids leave one of them free, if one of them all is free. A set is left out if many
 * before it have d ids in common with it: one more than q times what is kept for d + 1 ids. Of
 * those, which share no more than that with too many others, q ids cannot take all. This is done
 * for d from the size of the sets down to none.
 *
 * @param follows what is asked: that values are equal, at most
 * @param link of the event, from 1 on
 * @param links how many the chain has
 * @param candidate an event of this step, {@code c}
 * @param before an end of the step before, {@code e}
 * @param end what an event of this step is as an end
 */
record BesideStep(
    Follows follows, int link, int links, ChainEvent candidate, ChainEvent before, ChainEvent end) {

  /** The events that follow one of the ends, as ends: one for each set of ids. */
  String ends(String few, String ends) {
    List<String> reads = new ArrayList<>();
    for (Expression read : end.reads()) {
      reads.add("x." + (5 + candidate.reads().indexOf(read)));
    }
    String own =
        end.of(
            "tupleElement(x.1, " + (follows.equal().size() + 1) + ")",
            "arraySort(arrayPushBack(s.2, assumeNotNull(x.4)))",
            reads);
    String joined =
        SortedStep.let(
            "both",
            "arraySort(x -> (x.1, x.2), arrayConcat("
                + families(ends)
                + ", "
                + candidates(few)
                + "))",
            "arrayMap((x, f) -> arrayMap(s -> "
                + own
                + ", arrayFilter(s -> x.2 AND x.1 = f.1 AND NOT has(s.2, assumeNotNull(x.4)),"
                + " f.3)), both, arrayFill(x -> NOT x.2, both))");
    return "arrayFlatten(" + joined + ")";
  }

  /** One element a place: the place, false, its sets, and nothing of an event. */
  private String families(String ends) {
    return SortedStep.let(
        "kept",
        few(sets(ends), link, links - link),
        "arrayMap(g -> (g[1].1, false, g"
            + ", NULL".repeat(1 + candidate.reads().size())
            + "), arraySplit((s, first) -> first, kept,"
            + " arrayMap((s, last) -> s.1 != last.1, kept, arrayShiftRight(kept, 1))))");
  }

  /** The events that may fill the step: their place, true, no set, their id, what is read. */
  private String candidates(String few) {
    List<String> known = new ArrayList<>(List.of("isNotNull(c.2)"));
    List<String> place = new ArrayList<>();
    for (Follows.Pair pair : follows.equal()) {
      String key = SortedStep.key(pair, pair.own(), candidate);
      known.add("isNotNull(" + key + ")");
      place.add("assumeNotNull(" + key + ")");
    }
    place.add("c.1");
    List<String> parts = new ArrayList<>(List.of(tuple(place), "true", "[]", "c.2"));
    candidate.reads().forEach(read -> parts.add(candidate.read(read)));
    return map("c", tuple(parts), filter("c", known, few));
  }

  /** The ends as their place and their ids. */
  private String sets(String ends) {
    List<String> known = new ArrayList<>(List.of("notEmpty(e.2)"));
    if (!follows.ofStepBefore().isEmpty()) {
      known.add(
          "ifNull("
              + ExpressionSql.of(
                  new Expression.And(follows.ofStepBefore()), new PairScope(before, before))
              + ", false)");
    }
    List<String> place = new ArrayList<>();
    for (Follows.Pair pair : follows.equal()) {
      String key = SortedStep.key(pair, pair.before(), before);
      known.add("isNotNull(" + key + ")");
      place.add("assumeNotNull(" + key + ")");
    }
    place.add("e.1");
    return "arraySort(arrayDistinct("
        + map("e", "(" + tuple(place) + ", e.2)", filter("e", known, ends))
        + "))";
  }

  /**
   * So many of the sets of each place that what is left of a chain misses none.
   *
   * @param sets sorted: a place and ids
   * @param size the most ids that a set has
   * @param left how many ids what is left of a chain uses at most
   */
  static String few(String sets, int size, int left) {
    String shared =
        "arrayMap(m -> sipHash128(s.1, arrayFilter((id, i) -> bitTest(m, i - 1), s.2,"
            + " arrayEnumerate(s.2))), arrayFilter(m -> m < bitShiftLeft(1, length(s.2)),"
            + " level.1))";
    // Of 128 bits, as where the store counts distinct values exactly.
    return "arrayFold((sets, level) -> arrayFilter((s, ranks) -> arrayMax(ranks) <= level.2, sets,"
        + " arrayEnumerateUniqRanked(1, arrayMap(s -> "
        + shared
        + ", sets), 2)), "
        + levels(size, left)
        + ", "
        + sets
        + ")";
  }

  /** For d ids that sets may share, from all to none: which d of them, and how many are kept. */
  private static String levels(int size, int left) {
    List<String> levels = new ArrayList<>();
    long kept = 1;
    for (int d = size; d >= 0; d--) {
      int shared = d;
      String masks =
          IntStream.range(0, 1 << size)
              .filter(mask -> Integer.bitCount(mask) == shared)
              .mapToObj(mask -> "toUInt32(" + mask + ")")
              .collect(Collectors.joining(", ", "[", "]"));
      levels.add("(" + masks + ", toUInt64(" + kept + "))");
      kept = kept * left + 1;
    }
    return "[" + String.join(", ", levels) + "]";
  }

  private static String map(String name, String to, String array) {
    return "arrayMap(" + name + " -> " + to + ", " + array + ")";
  }

  private static String filter(String name, List<String> holds, String array) {
    return "arrayFilter(" + name + " -> " + String.join(" AND ", holds) + ", " + array + ")";
  }

  private static String tuple(List<String> parts) {
    return "tuple(" + String.join(", ", parts) + ")";
  }
}
