package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.evaluate.ExpressionEvaluator;
import dev.firstvalue.definition.evaluate.Hits;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.Mark.Kind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each event was to the clauses that name it. */
final class Marks {
  /**
   * A leaf where the document says it.
   *
   * @param inside whether only the events inside its window are marked: most events lie before that
   *     of an outcome
   */
  private record Place(String path, int leaf, boolean inside) {}

  private final String entity;
  private final long timeZero;
  private final @Nullable Event start;
  private final List<Leaf> leaves;
  private final EntityRows rows;
  private final ExpressionEvaluator evaluator;
  private final List<Place> places = new ArrayList<>();

  /**
   * Marks for one entity.
   *
   * @param start its start event; its time is time zero, but for an experiment
   */
  Marks(
      String entity,
      long timeZero,
      @Nullable Event start,
      List<Leaf> leaves,
      EntityRows rows,
      ExpressionEvaluator evaluator) {
    this.entity = entity;
    this.timeZero = timeZero;
    this.start = start;
    this.leaves = leaves;
    this.rows = rows;
    this.evaluator = evaluator;
  }

  /** Marks the events of this condition too. */
  void add(Condition condition, String path, Instants instants) {
    add(condition, path, instants, false);
  }

  /** Marks the events inside the window of this condition too. */
  void addOutcome(Condition condition, String path, Instants instants) {
    add(condition, path, instants, true);
  }

  private void add(Condition condition, String path, Instants instants, boolean inside) {
    switch (instants) {
      case Instants.Of(int leaf) -> places.add(new Place(path, leaf, inside));
      case Instants.Latest(List<Instants> parts) ->
          add(condition.getAllList(), FieldPath.field(path, "all"), parts, inside);
      case Instants.NthOf(_, List<Instants> parts) ->
          add(condition.getAnyList(), FieldPath.field(path, "any"), parts, inside);
      case Instants.LeastOfGroups(_, Instants body) -> add(condition, path, body, inside);
      case Instants.Unless(Instants value, Instants veto) -> {
        add(condition, path, value, inside);
        add(condition.getUnless(), FieldPath.field(path, "unless"), veto, inside);
      }
    }
  }

  private void add(List<Condition> conditions, String path, List<Instants> parts, boolean inside) {
    for (int i = 0; i < parts.size(); i++) {
      add(conditions.get(i), FieldPath.index(path, i), parts.get(i), inside);
    }
  }

  /** The marks of an event, in the order of the document. */
  List<Mark> of(Event event) {
    List<Mark> marks = new ArrayList<>();
    for (Place place : places) {
      Leaf leaf = leaves.get(place.leaf());
      for (int stream = 0; stream < leaf.streams().size(); stream++) {
        if (belongs(leaf.streams().get(stream), event)
            && !(place.inside() && isOutside(leaf, event))) {
          marks.add(mark(place, leaf, stream, event));
        }
      }
    }
    return marks;
  }

  private boolean belongs(Stream stream, Event event) {
    return stream.events().contains(event.name())
        && stream.whose().stream()
            .anyMatch(whose -> entity.equals(evaluator.value(whose, Subject.ofRow(event))));
  }

  private boolean isOutside(Leaf leaf, Event event) {
    long since = event.timestamp() - timeZero;
    return since < Micros.of(leaf.range().from()) || since >= Micros.of(leaf.range().to());
  }

  private Mark mark(Place place, Leaf leaf, int stream, Event event) {
    String path = path(place.path(), leaf, stream);
    if (isOutside(leaf, event)) {
      return event.timestamp() < timeZero + Micros.of(leaf.range().from())
          ? new Mark(path, Kind.BEFORE, "before the window")
          : new Mark(path, Kind.AFTER, "after the window");
    }
    Optional<Hits.Row> hit = rows.hit(event, place.leaf(), stream);
    return hit.isPresent()
        ? counted(path, place.leaf(), leaf, stream, hit.get())
        : missed(path, leaf, stream, new Subject(event, start));
  }

  private Mark missed(String path, Leaf leaf, int stream, Subject subject) {
    var where = leaf.streams().get(stream).where();
    if (!evaluator.holds(where, subject)) {
      return evaluator.value(where.orElseThrow(), subject) == null
          ? new Mark(path, Kind.UNKNOWN, "where is unknown")
          : new Mark(path, Kind.FALSE, "where is false");
    }
    boolean group = leaf.per().stream().anyMatch(key -> evaluator.value(key, subject) == null);
    return new Mark(
        path,
        Kind.UNKNOWN,
        group ? "a key of its group is unknown" : "the value that is counted is unknown");
  }

  private static String path(String path, Leaf leaf, int stream) {
    return switch (leaf) {
      case Leaf.Nth _, Leaf.Total _ -> path;
      case Leaf.Chain _ -> FieldPath.index(FieldPath.field(path, "sequence"), stream);
      case Leaf.Ratio _ ->
          FieldPath.field(FieldPath.field(path, "ratio"), stream == 0 ? "of" : "to");
    };
  }

  private Mark counted(String path, int index, Leaf leaf, int stream, Hits.Row hit) {
    List<List<Hits.Row>> all = rows.counted(index, stream, hit.group());
    Event event = EntityRows.event(hit);
    int place = place(all, leaf, event);
    if (place < 0) {
      return new Mark(path, Kind.REPEAT, repeats(hit));
    }
    Long held = rows.instant(index, hit.group());
    if (held != null && event.timestamp() > held) {
      return new Mark(path, Kind.LATER, "held already");
    }
    return switch (leaf) {
      case Leaf.Nth nth -> new Mark(path, Kind.COUNTED, ordinal(place + 1) + " of " + nth.n());
      case Leaf.Total total -> new Mark(path, Kind.COUNTED, sum(all, place, total));
      case Leaf.Chain chain -> step(path, index, chain, stream, hit);
      case Leaf.Ratio ratio -> {
        Long look = Clauses.look(ratio, rows.counted(index, 1, hit.group()));
        yield look != null && event.timestamp() >= look
            ? new Mark(path, Kind.AFTER, "after the look")
            : new Mark(path, Kind.COUNTED, ordinal(place + 1));
      }
    };
  }

  /** Which of those that are counted the event is; -1 if it repeats one. */
  private static int place(List<List<Hits.Row>> all, Leaf leaf, Event event) {
    for (int i = 0; i < all.size(); i++) {
      if (counting(leaf, all.get(i)).stream()
          .anyMatch(copy -> EntityRows.same(EntityRows.event(copy), event))) {
        return i;
      }
    }
    return -1;
  }

  /** Which copies of one instant count: for a step they are alternatives, elsewhere it is one. */
  private static List<Hits.Row> counting(Leaf leaf, List<Hits.Row> copies) {
    return switch (leaf) {
      case Leaf.Chain _ -> copies;
      case Leaf.Total _ ->
          copies.stream()
              .filter(copy -> copy.amount().compareTo(Clauses.least(copies)) == 0)
              .limit(1)
              .toList();
      case Leaf.Nth _, Leaf.Ratio _ -> copies.subList(0, 1);
    };
  }

  private static String repeats(Hits.Row hit) {
    return hit.key() instanceof Hits.Key.Value(Object value)
        ? "repeats " + value
        : "repeats an event id";
  }

  private static String sum(List<List<Hits.Row>> all, int place, Leaf.Total total) {
    List<Hits.Row> own = all.get(place);
    long now = own.getFirst().timestamp();
    BigDecimal sum =
        all.stream()
            .filter(each -> each.getFirst().timestamp() <= now)
            .map(Clauses::least)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return "adds "
        + plain(Clauses.least(own))
        + ": "
        + plain(sum)
        + " of "
        + plain(total.reaching());
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private Mark step(String path, int index, Leaf.Chain chain, int stream, Hits.Row hit) {
    Event event = EntityRows.event(hit);
    List<Event> ends = rows.chains(index, chain, hit.group()).ends().get(stream);
    String step = "step " + (stream + 1) + " of " + chain.links().size();
    return ends.contains(event)
        ? new Mark(path, Kind.COUNTED, step)
        : new Mark(path, Kind.OUT_OF_STEP, step + ", but follows no step " + stream);
  }

  private static String ordinal(int number) {
    int teens = number % 100;
    if (teens >= 11 && teens <= 13) {
      return number + "th";
    }
    return number
        + switch (number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
