package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a change does to the events that a leaf, or a step, reads: more of them, or fewer. */
final class StreamComparison {
  private StreamComparison() {}

  /** One stream as it is written, and what it means. */
  record Side(
      String path,
      List<String> event,
      String where,
      List<String> by,
      Stream stream,
      Optional<Expression> follows) {

    static Side of(String path, Condition written, Stream stream) {
      return new Side(
          path,
          written.getEventList(),
          written.getWhere(),
          written.getByList(),
          stream,
          Optional.empty());
    }

    static Side of(String path, Step written, Stream stream, Optional<Expression> follows) {
      return new Side(
          path, written.getEventList(), written.getWhere(), written.getByList(), stream, follows);
    }
  }

  /** The reasons, of which NARROWS is fewer events and WIDENS is more. */
  static List<Reason> between(Side before, Side after) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(events(before, after));
    reasons.add(where(before, after));
    reasons.add(owners(before, after));
    reasons.removeIf(
        reason ->
            reason.kind() == Kind.UNCHANGED
                && reason.difference().before().equals(reason.difference().after()));
    return reasons.stream()
        .map(
            reason ->
                reason.kind() == Kind.UNCHANGED
                    ? WrittenDifferences.rewrite(reason.difference())
                    : reason)
        .toList();
  }

  private static Reason events(Side before, Side after) {
    Kind kind =
        subset(new TreeSet<>(before.stream().events()), new TreeSet<>(after.stream().events()));
    return new Reason(
        kind,
        Difference.ofWords(FieldPath.field(after.path(), "event"), before.event(), after.event()),
        words(kind, "fewer events count", "more events count", "other events count"));
  }

  private static Reason owners(Side before, Side after) {
    Kind kind = subset(texts(before.stream()), texts(after.stream()));
    return new Reason(
        kind,
        Difference.ofWords(FieldPath.field(after.path(), "by"), before.by(), after.by()),
        words(
            kind,
            "events belong to fewer entities",
            "events belong to more entities",
            "events belong to other entities"));
  }

  private static Reason where(Side before, Side after) {
    Kind own = Predicates.compare(before.stream().where(), after.stream().where());
    Kind kind = own.and(Predicates.compare(before.follows(), after.follows()));
    return new Reason(
        kind,
        Difference.ofText(FieldPath.field(after.path(), "where"), before.where(), after.where()),
        words(
            kind,
            "true of fewer events",
            "true of more events",
            "not certain to be true of more events, nor of fewer"));
  }

  private static Set<String> texts(Stream stream) {
    TreeSet<String> texts = new TreeSet<>();
    stream.whose().forEach(one -> texts.add(ExpressionText.of(one)));
    return texts;
  }

  private static Kind subset(Set<String> before, Set<String> after) {
    if (before.equals(after)) {
      return Kind.UNCHANGED;
    }
    if (before.containsAll(after)) {
      return Kind.NARROWS;
    }
    return after.containsAll(before) ? Kind.WIDENS : Kind.SHIFTS;
  }

  static String words(Kind kind, String narrows, String widens, String shifts) {
    return switch (kind) {
      case NARROWS -> narrows;
      case WIDENS -> widens;
      case UNCHANGED, DESCRIPTION, REWRITE, SHIFTS, REDEFINES -> shifts;
    };
  }
}
