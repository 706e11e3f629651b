package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Follows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One step of a chain by sorting. Ends of the step before and events of this one stand in one
 * array, by what has to be equal, then by time, an event before an end of its instant: the last end
 * before an event allows most. Where a value has to differ, an end also knows when the last end of
 * another value was: the value of one of the two differs from the event's.
 *
 * <p>An element is {@code (keys…, instant, whether it is an end, value, other instant, reads…)},
 * without value and other instant where nothing has to differ.
 *
 * <p>What is used twice is bound by a lambda over an array of one: a name that is used twice
 * doubles the query for every step.
 */
final class SortedStep {
  private final Follows follows;
  private final ChainEvent candidate;
  private final ChainEvent before;
  private final ChainEvent end;
  private final int time;
  private final int value;

  /**
   * @param follows what is asked, such that it can be sorted
   * @param candidate an event of this step
   * @param before an end of the step before
   * @param end what an event of this step is as an end
   */
  SortedStep(Follows follows, ChainEvent candidate, ChainEvent before, ChainEvent end) {
    this.follows = follows;
    this.candidate = candidate;
    this.before = before;
    this.end = end;
    this.time = follows.equal().size() + 1;
    this.value = time + 2;
  }

  /** The ends as elements. */
  String ends(String ends) {
    String allowed =
        follows.ofStepBefore().isEmpty()
            ? ends
            : filter(before, new Expression.And(follows.ofStepBefore()), ends);
    Optional<Follows.Pair> different = follows.different();
    if (different.isEmpty()) {
      List<String> parts = new ArrayList<>(beforeKeys());
      parts.add(before.time());
      parts.add("true");
      return map(before.name(), element(parts, notCarried()), allowed);
    }
    String of = beforeValue(different.get());
    List<String> parts = new ArrayList<>();
    beforeKeys().forEach(key -> parts.add("assumeNotNull(" + key + ")"));
    parts.add("toNullable(" + before.time() + ")");
    parts.add("assumeNotNull(" + of + ")");
    List<String> known = new ArrayList<>(beforeKeys());
    known.add(of);
    String sorted =
        "arraySort("
            + map(
                before.name(),
                element(parts, List.of()),
                "arrayFilter("
                    + before.name()
                    + " -> "
                    + known.stream()
                        .map(sql -> "isNotNull(" + sql + ")")
                        .collect(Collectors.joining(" AND "))
                    + ", "
                    + allowed
                    + ")")
            + ")";
    List<String> elements = new ArrayList<>(keys(key -> "e." + key));
    elements.add("assumeNotNull(e." + time + ")");
    elements.add("true");
    elements.add("e." + (time + 1));
    elements.add("other");
    return let(
        "ends",
        sorted,
        "arrayMap((e, other) -> "
            + element(elements, notCarried())
            + ", ends, "
            + otherInstants()
            + ")");
  }

  /** Of each of the sorted ends, when the last before it with its keys and another value was. */
  private String otherInstants() {
    String instants =
        time == 1
            ? "arrayShiftRight(ends.1, 1)"
            : "arrayMap((e, last) -> if("
                + equalKeys("e", "last")
                + ", last."
                + time
                + ", NULL), ends, arrayShiftRight(ends, 1))";
    List<String> run = new ArrayList<>(keys(key -> "e." + key + " != last." + key));
    run.add("e." + (time + 1) + " != last." + (time + 1));
    return "arrayFill((other, e, last) -> "
        + String.join(" OR ", run)
        + ", "
        + instants
        + ", ends, arrayShiftRight(ends, 1))";
  }

  /**
   * The events that an end allows, as ends.
   *
   * @param ends as elements
   * @param near what may lie between the two, in microseconds
   * @param whole whether what is read of them is asked for too, not their instants alone
   */
  String reached(String ends, String candidates, Optional<String> near, boolean whole) {
    List<String> holds = new ArrayList<>();
    holds.add("NOT x." + (time + 1));
    holds.add("e." + (time + 1));
    keys(key -> "x." + key + " = e." + key).forEach(holds::add);
    String x = "x." + time;
    if (follows.different().isEmpty()) {
      near.ifPresent(gap -> holds.add(x + " - e." + time + " <= " + gap));
    } else {
      String last = "if(x." + value + " != e." + value + ", e." + time + ", e." + (value + 1) + ")";
      holds.add(near.map(gap -> x + " - " + last + " <= " + gap).orElse("isNotNull(" + last + ")"));
    }
    int firstRead = firstCarried() + (end.hasId() ? 1 : 0);
    String id = "x." + firstCarried();
    List<String> reads =
        IntStream.range(0, end.reads().size()).mapToObj(i -> "x." + (firstRead + i)).toList();
    return let(
        "both",
        "arraySort(arrayConcat(" + ends + ", " + events(candidates) + "))",
        map(
            "x",
            whole ? end.of(x, ChainEvent.asIds(id), reads) : x,
            "arrayFilter((x, e) -> "
                + String.join(" AND ", holds)
                + ", both, arrayFill(x -> x."
                + (time + 1)
                + ", both))"));
  }

  private String events(String candidates) {
    List<String> parts = new ArrayList<>();
    follows.equal().forEach(pair -> parts.add(key(pair, pair.own(), candidate)));
    parts.add(candidate.time());
    parts.add("false");
    String events = candidates;
    if (follows.different().isPresent()) {
      Follows.Pair pair = follows.different().get();
      String own = key(pair, pair.own(), candidate);
      events =
          "arrayFilter(" + candidate.name() + " -> isNotNull(" + own + "), " + candidates + ")";
      parts.add(own);
      parts.add("NULL");
    }
    return map(candidate.name(), element(parts, carried()), events);
  }

  /** What of an event goes along into the end that it may be. */
  private List<String> carried() {
    List<String> carried = new ArrayList<>(end.reads().stream().map(candidate::read).toList());
    if (end.hasId()) {
      carried.addFirst(candidate.id());
    }
    return carried;
  }

  private int firstCarried() {
    return follows.different().isEmpty() ? time + 2 : value + 2;
  }

  private List<String> notCarried() {
    return Collections.nCopies(carried().size(), "NULL");
  }

  private List<String> keys(IntFunction<String> sql) {
    return IntStream.range(1, time).mapToObj(sql).toList();
  }

  private String equalKeys(String one, String other) {
    return String.join(" AND ", keys(key -> one + "." + key + " = " + other + "." + key));
  }

  private List<String> beforeKeys() {
    return follows.equal().stream().map(pair -> key(pair, pair.before(), before)).toList();
  }

  private String beforeValue(Follows.Pair pair) {
    return key(pair, pair.before(), before);
  }

  /** A value such that those of a pair are of one type, and equal as the language compares. */
  static String key(Follows.Pair pair, Expression value, ChainEvent event) {
    String sql = ExpressionSql.of(value, new PairScope(event, event));
    boolean mixed = pair.own().type() != pair.before().type();
    return switch (value.type()) {
      case DOUBLE -> mixed ? "accurateCastOrNull(" + sql + ", 'Int64')" : sql + " + 0";
      case BOOL -> "toUInt8(" + sql + ")";
      case STRING, INT, TIMESTAMP, DURATION -> sql;
    };
  }

  private static String filter(ChainEvent event, Expression predicate, String array) {
    String sql = ExpressionSql.of(predicate, new PairScope(event, event));
    return "arrayFilter(" + event.name() + " -> " + sql + ", " + array + ")";
  }

  private static String map(String name, String to, String array) {
    return "arrayMap(" + name + " -> " + to + ", " + array + ")";
  }

  private static String element(List<String> parts, List<String> reads) {
    List<String> all = new ArrayList<>(parts);
    all.addAll(reads);
    return "(" + String.join(", ", all) + ")";
  }

  static String let(String name, String value, String in) {
    return "arrayMap(" + name + " -> " + in + ", [" + value + "])[1]";
  }
}
