package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One step of a chain whose events may share an instant. An end knows the ids that its chain has
 * used at its instant; an event of that instant may follow if its own is not among them.
 *
 * <p>Of events of one instant that read alike only as many count as the chain has links, those with
 * the least ids: a chain that uses another one leaves one of these free to take its place. And an
 * event that follows an end of an earlier instant has nothing to win from one of its own.
 *
 * @param link of the event, from 0 on
 * @param links how many the chain has
 * @param candidate an event of this step, {@code c}
 * @param end what it is as an end
 */
record SimultaneousStep(int link, int links, ChainEvent candidate, ChainEvent end) {

  /** Whether an event {@code c} of the instant of an end {@code e} may lengthen its chain. */
  private static final String IS_ANOTHER =
      "e.1 = c.1 AND isNotNull(c.2) AND notEmpty(e.2) AND NOT has(e.2, assumeNotNull(c.2))";

  /** The events that count, by time. */
  String few(String candidates) {
    List<String> alike = new ArrayList<>(List.of("c.1", "isNull(c.2)"));
    candidate.reads().forEach(read -> alike.add(candidate.read(read)));
    return SortedStep.let(
        "sorted",
        "arraySort(arrayDistinct(" + candidates + "))",
        "arrayFilter((c, n) -> n <= if(isNull(c.2), 1, "
            + links
            + "), sorted, arrayEnumerateUniq(arrayMap(c -> ("
            + String.join(", ", alike)
            + "), sorted)))");
  }

  /** The events of a first step as ends. */
  String first(String few) {
    return "arrayMap(c -> " + asEnd(ChainEvent.asIds(candidate.id())) + ", " + few + ")";
  }

  /** Those of the ends that are of the earliest instant. */
  static String earliest(String ends) {
    return SortedStep.let(
        "ends",
        ends,
        "arrayFilter((e, first) -> e.1 = first, ends,"
            + " arrayWithConstant(length(ends), arrayMin(ends.1)))");
  }

  /** Those of the events that share their instant with one of the ends. */
  String sharing(String few, String ends) {
    int values = candidate.reads().size() + 1;
    String none = ", NULL".repeat(values);
    String own =
        IntStream.range(2, values + 2).mapToObj(i -> ", c." + i).collect(Collectors.joining());
    String back =
        IntStream.range(3, values + 3).mapToObj(i -> ", x." + i).collect(Collectors.joining());
    return SortedStep.let(
        "both",
        "arraySort(arrayConcat(arrayMap(e -> (e.1, false"
            + none
            + "), "
            + ends
            + "), arrayMap(c -> (c.1, true"
            + own
            + "), "
            + few
            + ")))",
        "arrayMap(x -> (x.1"
            + back
            + "), arrayFilter((x, e) -> x.2 AND NOT e.2 AND x.1 = e.1, both,"
            + " arrayFill(x -> NOT x.2, both)))");
  }

  /**
   * The events that follow an end of their own instant and none before, as ends.
   *
   * @param events by time
   * @param ends a name
   * @param later whether {@code c} is later than an end {@code e}
   * @param asked what else is asked of the two, behind an AND
   */
  String among(String events, String ends, String later, String asked) {
    String ids =
        "arrayDistinct(arrayMap(e -> arraySort(arrayPushBack(e.2, assumeNotNull(c.2))), "
            + "arrayFilter(e -> "
            + IS_ANOTHER
            + asked
            + ", "
            + ends
            + ")))";
    int remaining = links - 1 - link;
    if (links <= Leaf.Chain.MOST_SORTED_TOGETHER) {
      String sets = "arrayMap(ids -> (0, ids), arraySort(" + ids + "))";
      ids = "arrayMap(s -> s.2, " + BesideStep.few(sets, link + 1, remaining) + ")";
    } else if (link == 1 || remaining == 0) {
      ids = "arraySlice(" + ids + ", 1, " + (remaining + 1) + ")";
    }
    String none =
        "arraySlice(arrayMap(c -> "
            + asEnd(ChainEvent.asIds(candidate.id()))
            + ", "
            + events
            + "), 1, 0)";
    return "arrayFold((longer, c) -> arrayConcat(longer, if(arrayExists(e -> "
        + later
        + asked
        + ", "
        + ends
        + "), [], arrayMap(ids -> "
        + asEnd("ids")
        + ", "
        + ids
        + "))), "
        + events
        + ", "
        + none
        + ")";
  }

  private String asEnd(String ids) {
    return end.of("c.1", ids, end.reads().stream().map(candidate::read).toList());
  }
}
