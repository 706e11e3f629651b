package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.meaning.Term.Core;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a change of a condition does to its instant: NARROWS is never earlier, WIDENS never later.
 *
 * <p>Every form keeps the order of its parts' instants, and {@code unless} turns it round; so what
 * a change does inside a condition it does to the whole. A condition is decided by the events up to
 * its instant, so a shorter window only cuts off what holds too late, vetoes inside included.
 */
final class TermComparison {
  /** More pairs than this are not tried: parts are then compared in their order. */
  private static final int MOST_PAIRS = 400;

  private final boolean copies;

  /**
   * Compares conditions.
   *
   * @param copies whether rows may share an id
   */
  TermComparison(boolean copies) {
    this.copies = copies;
  }

  /** The reasons inside the window that the new condition stands in. */
  List<Reason> between(Term before, Term after, Duration window) {
    if (before.key().equals(after.key())) {
      return Difference.between(after.path(), before.written(), after.written()).stream()
          .map(WrittenDifferences::rewrite)
          .toList();
    }
    boolean oneBefore = before.core() instanceof Core.One;
    boolean oneAfter = after.core() instanceof Core.One;
    Term was = oneBefore && !oneAfter ? before.asPart(isLifted(before, after)) : before;
    Term is = oneAfter && !oneBefore ? after.asPart(isLifted(after, before)) : after;
    List<Reason> reasons = new ArrayList<>();
    within(was, is, window, reasons);
    Duration inside = is.within().orElse(window);
    if (was.core() instanceof Core.One(var one) && is.core() instanceof Core.One(var other)) {
      reasons.addAll(new LeafComparison(was, is, copies).between(one, other));
    } else if (was.core() instanceof Core.Some some && is.core() instanceof Core.Some others) {
      parts(some, is, others, inside, reasons);
    }
    veto(was, is, inside, reasons);
    return reasons;
  }

  /** The modifiers of a single condition are compared with those of the whole beside it. */
  private static boolean isLifted(Term one, Term whole) {
    return one.per().isEmpty() && (whole.veto().isPresent() || whole.within().isPresent());
  }

  private static void within(Term was, Term is, Duration window, List<Reason> into) {
    Duration before = was.within().filter(own -> own.compareTo(window) < 0).orElse(window);
    int order = before.compareTo(is.within().orElse(window));
    if (order != 0) {
      into.add(
          new Reason(
              order < 0 ? Kind.WIDENS : Kind.NARROWS,
              Difference.ofText(
                  FieldPath.field(is.path(), "within"),
                  was.written().getWithin(),
                  is.written().getWithin()),
              order < 0 ? "later events count too" : "late events count no more"));
    }
  }

  private void veto(Term was, Term is, Duration window, List<Reason> into) {
    if (was.veto().isPresent() && is.veto().isPresent()) {
      between(was.veto().get(), is.veto().get(), window).stream()
          .map(Reason::ruledOut)
          .forEach(into::add);
    } else if (is.veto().isPresent()) {
      Term veto = is.veto().get();
      Difference added = Difference.ofText(veto.path(), "", Words.of(veto.written()));
      into.add(new Reason(Kind.NARROWS, added, "some are ruled out"));
    } else if (was.veto().isPresent()) {
      Term veto = was.veto().get();
      Difference removed = Difference.ofText(veto.path(), Words.of(veto.written()), "");
      into.add(new Reason(Kind.WIDENS, removed, "nobody is ruled out any more"));
    }
  }

  private void parts(
      Core.Some some, Term is, Core.Some others, Duration window, List<Reason> into) {
    List<Term> removed = new ArrayList<>(some.parts());
    List<Term> added = new ArrayList<>();
    for (Term part : others.parts()) {
      Optional<Term> same = removed.stream().filter(p -> p.key().equals(part.key())).findFirst();
      if (same.isPresent()) {
        removed.remove(same.get());
        into.addAll(between(same.get(), part, window));
      } else {
        added.add(part);
      }
    }
    pairs(removed, added, window, into);
    into.addAll(counts(some, is, others, removed, added));
  }

  /** Pairs what is left, the closest first, and takes it out of both lists. */
  private void pairs(List<Term> removed, List<Term> added, Duration window, List<Reason> into) {
    record Pair(Term before, Term after, List<Reason> reasons) {}
    if ((long) removed.size() * added.size() > MOST_PAIRS) {
      while (!removed.isEmpty() && !added.isEmpty()) {
        into.addAll(between(removed.removeFirst(), added.removeFirst(), window));
      }
      return;
    }
    List<Pair> pairs = new ArrayList<>();
    for (Term before : removed) {
      for (Term after : added) {
        pairs.add(new Pair(before, after, between(before, after, window)));
      }
    }
    pairs.sort(
        Comparator.<Pair, Kind>comparing(pair -> Kind.of(pair.reasons()))
            .thenComparingInt(pair -> pair.reasons().size()));
    for (Pair pair : pairs) {
      if (removed.contains(pair.before()) && added.contains(pair.after())) {
        removed.remove(pair.before());
        added.remove(pair.after());
        into.addAll(pair.reasons());
      }
    }
  }

  /** What parts added and removed do, together with how many of them are asked for. */
  private static List<Reason> counts(
      Core.Some some, Term is, Core.Some others, List<Term> removed, List<Term> added) {
    boolean all = some.all() && others.all();
    int more = others.k() - some.k();
    List<Reason> reasons = new ArrayList<>();
    for (Term part : added) {
      reasons.add(
          new Reason(
              all ? Kind.NARROWS : Kind.WIDENS,
              Difference.ofText(part.path(), "", Words.of(part.written())),
              all ? "one more thing has to happen" : "one more way to qualify"));
    }
    for (Term part : removed) {
      reasons.add(
          new Reason(
              all ? Kind.WIDENS : Kind.NARROWS,
              Difference.ofText(part.path(), Words.of(part.written()), ""),
              all ? "one thing less has to happen" : "one way less to qualify"));
    }
    if (!all && more != 0) {
      reasons.add(
          new Reason(
              more > 0 ? Kind.NARROWS : Kind.WIDENS,
              new Difference(is.path(), Optional.of(asked(some)), Optional.of(asked(others))),
              more > 0 ? "more of the parts have to hold" : "fewer of the parts have to hold"));
    }
    // The k-th of some parts is no later than the (k + n)-th of these and n more.
    if (Kind.of(reasons) == Kind.SHIFTS && more >= added.size()) {
      return together(reasons, Kind.NARROWS);
    }
    if (Kind.of(reasons) == Kind.SHIFTS && -more >= removed.size()) {
      return together(reasons, Kind.WIDENS);
    }
    return reasons;
  }

  private static List<Reason> together(List<Reason> reasons, Kind kind) {
    return reasons.stream()
        .map(r -> new Reason(kind, r.difference(), r.why() + ", together with the other changes"))
        .toList();
  }

  private static String asked(Core.Some some) {
    return some.k() + " of " + some.parts().size() + " parts";
  }
}
