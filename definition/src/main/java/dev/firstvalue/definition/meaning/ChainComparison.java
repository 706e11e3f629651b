package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.plan.Leaf.Chain;
import dev.firstvalue.definition.plan.Leaf.Link;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a change of a sequence does to the least end of its chains. */
final class ChainComparison {
  private final Term before;
  private final Term after;
  private final boolean copies;
  private final List<Reason> reasons = new ArrayList<>();

  ChainComparison(Term before, Term after, boolean copies) {
    this.before = before;
    this.after = after;
    this.copies = copies;
  }

  List<Reason> between(Chain was, Chain is) {
    gap(was.gap(), is.gap());
    simultaneous(was.simultaneous(), is.simultaneous());
    boolean anyDistance = was.gap().isEmpty() || is.gap().isEmpty();
    int more = is.links().size() - was.links().size();
    if (more == 0) {
      for (int i = 0; i < was.links().size(); i++) {
        step(i, was, is);
      }
    } else if (more > 0) {
      steps(was, is, after, anyDistance, Kind.NARROWS);
    } else {
      steps(is, was, before, anyDistance, Kind.WIDENS);
    }
    return reasons;
  }

  private void gap(Optional<Duration> was, Optional<Duration> is) {
    // No gap is the longest.
    int order =
        was.isPresent() && is.isPresent()
            ? was.get().compareTo(is.get())
            : Boolean.compare(was.isEmpty(), is.isEmpty());
    if (order != 0) {
      add(
          order < 0 ? Kind.WIDENS : Kind.NARROWS,
          Difference.ofText(at("gap"), before.written().getGap(), after.written().getGap()),
          order < 0 ? "steps may lie further apart" : "steps have to lie closer together");
    }
  }

  private void simultaneous(boolean was, boolean is) {
    if (was != is) {
      add(
          is ? Kind.WIDENS : Kind.NARROWS,
          Difference.ofText(at("simultaneous"), was ? "true" : "", is ? "true" : ""),
          is ? "steps may share an instant" : "steps may share no instant");
    }
  }

  private void step(int i, Chain was, Chain is) {
    // The first step may only be early; with a gap, or read by the next step, it may be too early.
    boolean grows = !copies || (i == 0 && isFree(was) && isFree(is));
    List<Reason> differences =
        StreamComparison.between(side(before, was.links(), i), side(after, is.links(), i));
    boolean ownRows =
        !CanonicalForm.stream(was.links().get(i).stream())
            .equals(CanonicalForm.stream(is.links().get(i).stream()));
    differences.forEach(
        reason -> reasons.add(grows || !ownRows ? reason : LeafComparison.shifting(reason)));
  }

  private static boolean isFree(Chain chain) {
    return chain.gap().isEmpty() && chain.links().get(1).follows().isEmpty();
  }

  private static StreamComparison.Side side(Term term, List<Link> links, int i) {
    return StreamComparison.Side.of(
        FieldPath.index(FieldPath.field(term.path(), "sequence"), i),
        term.written().getSequence(i),
        links.get(i).stream(),
        links.get(i).follows());
  }

  /** Steps that only the longer chain has; if it lacks one of the other, the two just differ. */
  private void steps(Chain few, Chain many, Term longer, boolean anyDistance, Kind kind) {
    List<Integer> places = places(few.links(), many.links());
    if (places.isEmpty()) {
      add(
          Kind.SHIFTS,
          Difference.ofText(at("sequence"), steps(before.written()), steps(after.written())),
          "other steps");
      return;
    }
    for (int i = 0; i < many.links().size(); i++) {
      if (!places.contains(i)) {
        boolean between = i > places.getFirst() && i < places.getLast();
        boolean certain = anyDistance || !between;
        String step = Words.of(longer.written().getSequence(i));
        boolean added = kind == Kind.NARROWS;
        String why = added ? "one more step has to happen" : "one step less has to happen";
        add(
            certain ? kind : Kind.SHIFTS,
            Difference.ofText(
                FieldPath.index(FieldPath.field(longer.path(), "sequence"), i),
                added ? "" : step,
                added ? step : ""),
            certain ? why : why + ", and gaps are counted from other steps");
      }
    }
  }

  /**
   * Where the links of a chain are in a longer one, so that leaving the others out makes it; none
   * if they are not all there.
   */
  private static List<Integer> places(List<Link> few, List<Link> many) {
    int[][] previous = new int[few.size()][many.size()];
    int none = -2;
    for (int i = 0; i < few.size(); i++) {
      for (int j = 0; j < many.size(); j++) {
        previous[i][j] = none;
        if (!sameRows(few.get(i), many.get(j))) {
          continue;
        }
        if (i == 0) {
          previous[i][j] = -1;
          continue;
        }
        Optional<Expression> follows = few.get(i).follows();
        boolean adjacent =
            j > 0
                && previous[i - 1][j - 1] != none
                && (follows.isEmpty()
                    || Predicates.form(follows).equals(Predicates.form(many.get(j).follows())));
        if (adjacent) {
          previous[i][j] = j - 1;
        } else if (follows.isEmpty()) {
          for (int p = 0; p < j; p++) {
            previous[i][j] = previous[i - 1][p] != none ? p : previous[i][j];
          }
        }
      }
    }
    int last = many.size() - 1;
    while (last >= 0 && previous[few.size() - 1][last] == none) {
      last--;
    }
    List<Integer> places = new ArrayList<>();
    for (int i = few.size() - 1, j = last; i >= 0 && j >= 0; i--) {
      places.addFirst(j);
      j = previous[i][j];
    }
    return places;
  }

  private static boolean sameRows(Link one, Link other) {
    return CanonicalForm.stream(one.stream()).equals(CanonicalForm.stream(other.stream()));
  }

  private static String steps(Condition written) {
    return String.join(
        " > ", written.getSequenceList().stream().map(ChainComparison::events).toList());
  }

  private static String events(Step step) {
    return String.join(" or ", step.getEventList());
  }

  private void add(Kind kind, Difference difference, String why) {
    reasons.add(new Reason(kind, difference, why));
  }

  private String at(String field) {
    return FieldPath.field(after.path(), field);
  }
}
