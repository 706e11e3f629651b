package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.OfStepBefore;
import dev.firstvalue.definition.expression.Parts;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.expression.Scope;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds a sequence of steps. */
final class ChainBinder {
  /** What a step cannot be called: the other names of an expression, and the words of CEL. */
  private static final Set<String> RESERVED =
      Set.of(
          "properties",
          "start",
          "event",
          "timestamp",
          "user",
          "account",
          "day",
          "duration",
          "has",
          "size",
          "matches",
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private final Streams streams;
  private final PropertyTypes start;
  private final Notes notes;

  ChainBinder(Streams streams, PropertyTypes start, Notes notes) {
    this.streams = streams;
    this.start = start;
    this.notes = notes;
  }

  /** The chain at a path, or null with findings. */
  Leaf.@Nullable Chain bind(Condition condition, String path, Range range, List<Expression> per) {
    String list = FieldPath.field(path, "sequence");
    boolean named = names(condition.getSequenceList(), list);
    List<Leaf.Link> links = links(condition.getSequenceList(), list);
    boolean simultaneous = simultaneous(condition, path);
    Duration gap = null;
    if (!condition.getGap().isEmpty()) {
      gap = notes.positive(condition.getGap(), FieldPath.field(path, "gap"));
      if (gap == null) {
        return null;
      }
    }
    if (condition.getSequenceCount() < 2) {
      notes.error(
          "sequence-too-short", list, "one step is a plain event", "1 step", "at least 2 steps");
      return null;
    }
    return !named || links == null || (condition.getSimultaneous() && !simultaneous)
        ? null
        : new Leaf.Chain(links, range, Optional.ofNullable(gap), simultaneous, per);
  }

  private boolean simultaneous(Condition condition, String path) {
    if (condition.getSimultaneous() && streams.source().eventId().isEmpty()) {
      notes.error(
          "simultaneous-without-id",
          FieldPath.field(path, "simultaneous"),
          "events of one instant can be told apart by their ids alone",
          "no eventId in the event model",
          "spec.events.eventId in the event model");
      return false;
    }
    int steps = condition.getSequenceCount();
    if (condition.getSimultaneous() && steps > Leaf.Chain.MOST_SORTED_TOGETHER) {
      notes.error(
          "simultaneous-too-long",
          FieldPath.field(path, "simultaneous"),
          "which events of one instant a chain has used grows with every step",
          steps + " steps",
          "at most " + Leaf.Chain.MOST_SORTED_TOGETHER);
      return false;
    }
    return condition.getSimultaneous();
  }

  private boolean names(List<Step> steps, String list) {
    boolean fine = true;
    for (int i = 0; i < steps.size(); i++) {
      String name = steps.get(i).getName();
      if (RESERVED.contains(name)) {
        notes.error(
            "step-name",
            FieldPath.field(FieldPath.index(list, i), "name"),
            "means something else in an expression",
            name,
            "another name");
        fine = false;
      }
    }
    List<String> written = steps.stream().map(Step::getName).toList();
    List<String> given = written.stream().filter(name -> !name.isEmpty()).toList();
    if (given.size() != Set.copyOf(given).size()) {
      notes.distinctNames(list, written);
      fine = false;
    }
    return fine;
  }

  private @Nullable List<Leaf.Link> links(List<Step> steps, String list) {
    List<Leaf.Link> links = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Optional<Scope.StepBefore> before = i == 0 ? Optional.empty() : named(steps.get(i - 1));
      Leaf.Link link = link(steps.get(i), FieldPath.index(list, i), before, others(steps, i));
      if (link != null) {
        links.add(link);
      }
    }
    if (links.size() != steps.size()) {
      return null;
    }
    boolean sound = true;
    for (int i = 1; i < links.size(); i++) {
      String where = FieldPath.field(FieldPath.index(list, i), "where");
      sound &= tellsApart(links.get(i - 1).stream(), links.get(i), where);
    }
    return sound ? links : null;
  }

  private Optional<Scope.StepBefore> named(Step step) {
    return step.getName().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Scope.StepBefore(step.getName(), streams.catalog().of(step.getEventList())));
  }

  /** The names of the steps that a step cannot read: all but the one before it. */
  private static Set<String> others(List<Step> steps, int reader) {
    return IntStream.range(0, steps.size())
        .filter(i -> i != reader - 1)
        .mapToObj(i -> steps.get(i).getName())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Leaf.@Nullable Link link(
      Step step, String path, Optional<Scope.StepBefore> before, Set<String> others) {
    Stream stream =
        streams.bind(
            step.getEventList(),
            step.getWhere(),
            step.getByList(),
            path,
            Optional.of(start),
            before,
            others);
    if (stream == null) {
      return null;
    }
    List<Expression> own = new ArrayList<>();
    List<Expression> follows = new ArrayList<>();
    stream
        .where()
        .ifPresent(
            where ->
                demands(where)
                    .forEach(demand -> (readsStepBefore(demand) ? follows : own).add(demand)));
    return new Leaf.Link(
        new Stream(stream.events(), stream.whose(), together(own)), together(follows));
  }

  /** What has to be true, each for itself: a conjunction is true when its parts are. */
  private static List<Expression> demands(Expression where) {
    return where instanceof Expression.And(List<Expression> parts)
        ? parts.stream().flatMap(part -> demands(part).stream()).toList()
        : List.of(where);
  }

  private static Optional<Expression> together(List<Expression> demands) {
    return switch (demands.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(demands.getFirst());
      default -> Optional.of(new Expression.And(demands));
    };
  }

  private static boolean readsStepBefore(Expression expression) {
    return Parts.inside(expression).anyMatch(OfStepBefore.class::isInstance);
  }

  /** Two rows of one entity both carry the entity: comparing it with itself says nothing. */
  private boolean tellsApart(Stream before, Leaf.Link link, String path) {
    Expression own = streams.entity().column();
    List<Expression> byOwn = List.of(own);
    boolean sameOwner = before.whose().equals(byOwn) && link.stream().whose().equals(byOwn);
    Expression ofBefore = new OfStepBefore(own);
    boolean compared =
        sameOwner
            && link.follows().stream()
                .flatMap(Parts::inside)
                .anyMatch(
                    part ->
                        part instanceof Expression.Comparison(var operator, var left, var right)
                            && ((left.equals(own) && right.equals(ofBefore))
                                || (left.equals(ofBefore) && right.equals(own))));
    if (compared) {
      String word = Keys.word(streams.entity());
      notes.error(
          "step-own-entity",
          path,
          "both steps are events of one " + word + ": they are always equal",
          "a comparison of " + word + " with that of the step before",
          "entity: account, or by on one of the steps");
    }
    return !compared;
  }
}
