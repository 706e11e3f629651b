package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Logic;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.v1.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a change of a leaf does to its instant.
 *
 * <p>Where copies of one event share an id, the earliest that matches stands for all of them. With
 * more or fewer rows another copy may stand for the event, and copies may differ: a count is never
 * the less for it, but a total or a chain may be.
 */
final class LeafComparison {
  private static final Range ANY = Range.within(Duration.ofSeconds(1));

  private final Term before;
  private final Term after;
  private final boolean copies;
  private final List<Reason> reasons = new ArrayList<>();

  /**
   * Compares two leaves.
   *
   * @param copies whether rows may share an id
   */
  LeafComparison(Term before, Term after, boolean copies) {
    this.before = before;
    this.after = after;
    this.copies = copies;
  }

  /** What differs between two leaves, their windows and vetoes apart. */
  List<Reason> between(Leaf was, Leaf is) {
    if (was instanceof Leaf.Nth one && is instanceof Leaf.Nth other) {
      nth(one, other);
    } else if (was instanceof Leaf.Total one && is instanceof Leaf.Total other) {
      total(one, other);
    } else if (was instanceof Leaf.Chain one && is instanceof Leaf.Chain other) {
      reasons.addAll(new ChainComparison(before, after, copies).between(one, other));
    } else if (was instanceof Leaf.Ratio one && is instanceof Leaf.Ratio other) {
      ratio(one, other);
    } else {
      return List.of(
          new Reason(
              Kind.SHIFTS,
              Difference.ofText(
                  after.path(), Words.of(before.written()), Words.of(after.written())),
              "another kind of condition"));
    }
    boolean explained = Kind.of(reasons).makesVersion();
    if (!explained && !InstantsText.leaf(was.in(ANY)).equals(InstantsText.leaf(is.in(ANY)))) {
      reasons.add(uncertain(after.path()));
    }
    groups(was, is);
    return reasons;
  }

  private void nth(Leaf.Nth was, Leaf.Nth is) {
    stream("", before.written(), was.stream(), after.written(), is.stream(), true);
    number(
        "atLeast", words(before.written()), words(after.written()), Long.compare(was.n(), is.n()));
    // Of copies with different values each value counts, of copies as events only one.
    boolean fewer = !copies || was.n() == 1 || is.n() == 1;
    distinct("", before.written(), was.distinct(), after.written(), is.distinct(), fewer);
  }

  private void total(Leaf.Total was, Leaf.Total is) {
    boolean grows = !copies && isNeverNegative(was) && isNeverNegative(is);
    stream("", before.written(), was.stream(), after.written(), is.stream(), grows);
    number(
        "atLeast",
        words(before.written()),
        words(after.written()),
        was.reaching().compareTo(is.reaching()));
    if (!was.value().equals(is.value())) {
      add(
          Kind.SHIFTS,
          Difference.ofText(at("sum"), before.written().getSum(), after.written().getSum()),
          "another amount is added up");
    }
  }

  private void ratio(Leaf.Ratio was, Leaf.Ratio is) {
    var writtenBefore = before.written().getRatio();
    var writtenAfter = after.written().getRatio();
    stream(
        ".ratio.of",
        writtenBefore.getOf(),
        was.of().stream(),
        writtenAfter.getOf(),
        is.of().stream(),
        true);
    distinct(
        ".ratio.of",
        writtenBefore.getOf(),
        was.of().distinct(),
        writtenAfter.getOf(),
        is.of().distinct(),
        !copies);
    stream(
        ".ratio.to",
        writtenBefore.getTo(),
        was.to().stream(),
        writtenAfter.getTo(),
        is.to().stream(),
        false);
    distinct(
        ".ratio.to",
        writtenBefore.getTo(),
        was.to().distinct(),
        writtenAfter.getTo(),
        is.to().distinct(),
        false);
    number(
        "ratio.above",
        Words.number(was.above()),
        Words.number(is.above()),
        Double.compare(was.above(), is.above()));
    number(
        "ratio.from",
        Long.toString(was.from()),
        Long.toString(is.from()),
        Long.compare(was.from(), is.from()));
    if (!was.after().equals(is.after())) {
      add(
          Kind.SHIFTS,
          Difference.ofText(at("ratio.after"), writtenBefore.getAfter(), writtenAfter.getAfter()),
          "the share is looked at at another time");
    }
  }

  /** The events of a leaf; {@code grows}: with more of them the instant is never later. */
  private void stream(
      String place,
      Condition written,
      dev.firstvalue.definition.plan.Stream was,
      Condition writtenNow,
      dev.firstvalue.definition.plan.Stream is,
      boolean grows) {
    List<Reason> differences =
        StreamComparison.between(
            StreamComparison.Side.of(before.path() + place, written, was),
            StreamComparison.Side.of(after.path() + place, writtenNow, is));
    differences.forEach(reason -> reasons.add(grows ? reason : shifting(reason)));
  }

  /** A change of rows that may do either: it shifts what counts them. */
  static Reason shifting(Reason reason) {
    return reason.kind().makesVersion()
        ? new Reason(
            Kind.SHIFTS,
            reason.difference(),
            reason.why() + ", and the instant may move either way")
        : reason;
  }

  /** {@code fewer}: values are never more than the events that carry them. */
  private void distinct(
      String place,
      Condition written,
      Optional<Expression> was,
      Condition writtenNow,
      Optional<Expression> is,
      boolean fewer) {
    if (was.equals(is)) {
      return;
    }
    Kind kind = Kind.SHIFTS;
    String why = "other values are counted";
    if (was.isEmpty()) {
      kind = fewer ? Kind.NARROWS : Kind.SHIFTS;
      why = "each value counts once, and events without one do not count";
    } else if (is.isEmpty()) {
      kind = fewer ? Kind.WIDENS : Kind.SHIFTS;
      why = "every event counts, whatever its value";
    }
    if (!fewer && (was.isEmpty() || is.isEmpty())) {
      why += "; copies of one event may carry several values";
    }
    add(
        kind,
        Difference.ofText(
            after.path() + place + ".distinct", written.getDistinct(), writtenNow.getDistinct()),
        why);
  }

  private void number(String field, String was, String is, int order) {
    if (order != 0) {
      add(
          order < 0 ? Kind.NARROWS : Kind.WIDENS,
          Difference.ofText(at(field), was, is),
          order < 0 ? "more is asked for" : "less is asked for");
    }
  }

  private void groups(Leaf was, Leaf is) {
    Set<String> keysBefore = texts(before.per());
    Set<String> keysAfter = texts(after.per());
    if (keysBefore.equals(keysAfter)) {
      return;
    }
    boolean finer = keysAfter.containsAll(keysBefore);
    boolean coarser = keysBefore.containsAll(keysAfter);
    boolean vetoed = before.veto().isPresent() && after.veto().isPresent();
    Kind kind = Kind.SHIFTS;
    String why = "events fall into other groups";
    if (finer || coarser) {
      boolean monotone = !vetoed && (partsHoldLater(was) || partsHoldLater(is));
      kind = finer ? Kind.NARROWS : Kind.WIDENS;
      why = finer ? "everything has to happen in one smaller group" : "groups are larger";
      if (!monotone) {
        kind = Kind.SHIFTS;
        why += vetoed ? ", but so is what rules out" : ", and the instant may move either way";
      }
    }
    add(
        kind,
        Difference.ofWords(at("per"), before.written().getPerList(), after.written().getPerList()),
        why);
  }

  /** Whether no part of the rows holds before all of them do. */
  private boolean partsHoldLater(Leaf leaf) {
    return switch (leaf) {
      case Leaf.Nth _ -> true;
      case Leaf.Total total -> !copies && isNeverNegative(total);
      case Leaf.Chain _ -> !copies;
      case Leaf.Ratio _ -> false;
    };
  }

  private static boolean isNeverNegative(Leaf.Total total) {
    Expression atLeastZero =
        new Comparison(ComparisonOperator.LESS_OR_EQUAL, new IntLiteral(0), total.value());
    return total.stream()
        .where()
        .map(Normal::form)
        .filter(where -> Logic.implies(where, atLeastZero))
        .isPresent();
  }

  private static Set<String> texts(List<Expression> expressions) {
    Set<String> texts = new HashSet<>();
    expressions.forEach(one -> texts.add(ExpressionText.of(one)));
    return texts;
  }

  static Reason uncertain(String path) {
    return new Reason(
        Kind.SHIFTS,
        new Difference(path, Optional.empty(), Optional.empty()),
        "reads otherwise than before");
  }

  private void add(Kind kind, Difference difference, String why) {
    reasons.add(new Reason(kind, difference, why));
  }

  private String at(String field) {
    return FieldPath.field(after.path(), field);
  }

  /** The number that a condition asks for; 1 when absent. */
  private static String words(Condition written) {
    return BigDecimal.valueOf(written.hasAtLeast() ? written.getAtLeast() : 1)
        .stripTrailingZeros()
        .toPlainString();
  }
}
