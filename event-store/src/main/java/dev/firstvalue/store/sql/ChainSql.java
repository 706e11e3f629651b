package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Follows;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.StepReads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a chain first ends, from arrays of the events that may fill its links: a column a step, with
 * those of its events that end a chain of so many steps.
 *
 * <p>Where nothing but order is asked of two events, the earliest end of a step tells all. Where
 * they have to be near or to share values, ends and events are sorted together and each event looks
 * at the last end before it: n log n. Anything else is asked of every pair, one event at a time, so
 * that memory stays linear.
 */
final class ChainSql {
  private final Leaf.Chain chain;
  private final List<String> candidates;
  private final String prefix;
  private final List<Carried> columns = new ArrayList<>();

  private ChainSql(Leaf.Chain chain, List<String> candidates, String prefix) {
    this.chain = chain;
    this.candidates = List.copyOf(candidates);
    this.prefix = prefix;
  }

  /**
   * What an event that may fill a link has to carry: an element of its array is {@code (t Int64, id
   * Nullable(String), r1, r2 …)}, with the values of these, typed and nullable.
   *
   * @param link from 0 on
   */
  static List<Expression> reads(Leaf.Chain chain, int link) {
    Set<Expression> reads = new LinkedHashSet<>(StepReads.asCandidate(chain.links().get(link)));
    reads.addAll(asStepBefore(chain, link));
    return List.copyOf(reads);
  }

  /**
   * The columns, of which the last is the instant: Nullable(Int64), NULL for never. A column may
   * name those before it, so they belong into one SELECT.
   *
   * @param candidates the array of each link, in any order: a column's name
   * @param name of the last column; those of the others begin with it
   */
  static List<Carried> columns(Leaf.Chain chain, List<String> candidates, String name) {
    if (candidates.size() != chain.links().size()) {
      throw new IllegalArgumentException(
          "candidates: " + candidates + " (expected: " + chain.links().size() + " names)");
    }
    ChainSql sql = new ChainSql(chain, candidates, name + "_");
    for (int link = 0; link < candidates.size(); link++) {
      String step = chain.simultaneous() ? sql.together(link) : sql.apart(link);
      boolean last = link + 1 == candidates.size();
      sql.columns.add(new Carried(last ? name : sql.prefix + step(link), step, sql.words(link)));
    }
    return List.copyOf(sql.columns);
  }

  /** The events of a link, each later than an end of the one before. */
  private String apart(int link) {
    String events = candidates.get(link);
    if (link == 0) {
      return ends(link, events);
    }
    String before = prefix + step(link - 1);
    if (isFree(link)) {
      return isAskedForEarliest(link)
          ? earliest("arrayFilter(x -> x > " + before + ", " + events + ".1)")
          : ends(link, "arrayFilter(c -> c.1 > " + before + ", " + events + ")");
    }
    Follows follows = Follows.of(chain.links().get(link).follows());
    if (!follows.canBeSorted()) {
      return ends(link, everyPair(link, events, before));
    }
    SortedStep sorted =
        new SortedStep(follows, candidate(link), end(link - 1, "e"), end(link, "x"));
    String ends = sorted.ends(before);
    if (follows.different().isPresent()) {
      add("ends_" + link, ends, "with each the last before it of another value");
      ends = prefix + "ends_" + link;
    }
    String reached = sorted.reached(ends, events, gap(), !isAskedForEarliest(link));
    return isAskedForEarliest(link) ? earliest(reached) : reached;
  }

  /** The events of a link, each later than an end of the one before or beside it. */
  private String together(int link) {
    SimultaneousStep step =
        new SimultaneousStep(link, candidates.size(), candidate(link), end(link, "e"));
    String few = prefix + "few_" + (link + 1);
    add(
        "few_" + (link + 1),
        step.few(candidates.get(link)),
        "as many events of an instant as there are steps");
    boolean last = link + 1 == candidates.size();
    String ends = link == 0 ? step.first(few) : laterOrBeside(link, step, few);
    return last ? earliest(ends + ".1") : isFree(link + 1) ? SimultaneousStep.earliest(ends) : ends;
  }

  private String laterOrBeside(int link, SimultaneousStep step, String few) {
    Follows follows = Follows.of(chain.links().get(link).follows());
    String later;
    String beside;
    if (follows.canBeSorted()) {
      SortedStep sorted =
          new SortedStep(follows, candidate(link), end(link - 1, "e"), end(link, "x"));
      later = sorted.reached(sorted.ends("before"), few, gap(), true);
    } else {
      later = step.first(everyPair(link, few, "before"));
    }
    if (chain.canBeSortedTogether(follows)) {
      beside =
          new BesideStep(
                  follows,
                  link,
                  candidates.size(),
                  candidate(link),
                  end(link - 1, "e"),
                  end(link, "e"))
              .ends(few, "before");
    } else {
      beside =
          SortedStep.let(
              "beside",
              step.sharing(few, "before"),
              step.among("beside", "before", later(link), asked(link)));
    }
    return SortedStep.let(
        "before", prefix + step(link - 1), "arrayConcat(" + later + ", " + beside + ")");
  }

  /** The events, each of which is later than one of the ends before and follows it. */
  private String everyPair(int link, String events, String before) {
    return "arrayFilter((c, found) -> found, "
        + events
        + ", arrayFold((found, c) -> arrayPushBack(found, arrayExists(e -> "
        + later(link)
        + asked(link)
        + ", "
        + before
        + ")), "
        + events
        + ", emptyArrayUInt8()))";
  }

  private String later(int link) {
    return end(link - 1, "e").time() + " < c.1";
  }

  /** What else is asked of an event {@code c} and an end {@code e}, each part behind an AND. */
  private String asked(int link) {
    ChainEvent e = end(link - 1, "e");
    return gap().map(gap -> " AND c.1 - " + e.time() + " <= " + gap).orElse("")
        + chain
            .links()
            .get(link)
            .follows()
            .map(follows -> ExpressionSql.of(follows, new PairScope(candidate(link), e)))
            .map(holds -> " AND ifNull(" + holds + ", false)")
            .orElse("");
  }

  /** The events as what the next link asks for: ends, or the earliest of them alone. */
  private String ends(int link, String events) {
    if (isAskedForEarliest(link)) {
      return earliest(events + ".1");
    }
    ChainEvent e = end(link, "e");
    List<String> values = e.reads().stream().map(candidate(link)::read).toList();
    return values.isEmpty()
        ? events + ".1"
        : "arrayMap(c -> " + e.of("c.1", "", values) + ", " + events + ")";
  }

  private static String earliest(String instants) {
    return "arrayReduce('minOrNull', " + instants + ")";
  }

  private boolean isAskedForEarliest(int link) {
    return link + 1 == candidates.size() || (isFree(link + 1) && !chain.simultaneous());
  }

  /** Whether nothing but order is asked of an event of the link and the one before it. */
  private boolean isFree(int link) {
    return chain.gap().isEmpty()
        && link < candidates.size()
        && chain.links().get(link).follows().isEmpty();
  }

  private Optional<String> gap() {
    return chain.gap().map(gap -> SqlText.integer(Micros.of(gap)));
  }

  private ChainEvent candidate(int link) {
    return new ChainEvent("c", true, reads(chain, link));
  }

  private ChainEvent end(int link, String name) {
    return new ChainEvent(name, chain.simultaneous(), asStepBefore(chain, link));
  }

  private static List<Expression> asStepBefore(Leaf.Chain chain, int link) {
    return link + 1 == chain.links().size()
        ? List.of()
        : StepReads.asStepBefore(chain.links().get(link + 1));
  }

  private static String step(int link) {
    return "step_" + (link + 1);
  }

  private void add(String name, String sql, String comment) {
    columns.add(new Carried(prefix + name, sql, comment));
  }

  private String words(int link) {
    String events = String.join(" or ", chain.links().get(link).stream().events());
    String near = chain.gap().map(gap -> " at most " + SqlText.words(gap)).orElse("");
    String order = chain.simultaneous() ? " with or after step " : " after step ";
    return "step " + (link + 1) + ": " + events + (link == 0 ? "" : near + order + link);
  }
}
