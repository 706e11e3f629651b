package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Arithmetic;
import dev.firstvalue.definition.expression.Expression.ArithmeticOperator;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.Not;
import dev.firstvalue.definition.expression.Expression.OfStepBefore;
import dev.firstvalue.definition.expression.Expression.Or;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Chains of a few steps, and logs in which their events tie, repeat and lack values. */
final class RandomChains {
  /** What one entity did: the events that may fill each link, and its start. */
  record ChainLog(List<List<Event>> links, Event start) {}

  private static final List<Expression> OWN =
      List.of(
          new Property("text", Type.STRING),
          new Column(EventColumn.USER),
          new StartProperty("text", Type.STRING),
          new Property("whole", Type.INT),
          new Property("number", Type.DOUBLE),
          new Property("truth", Type.BOOL),
          new Column(EventColumn.TIMESTAMP));

  private static final List<String> FEW_IDS = List.of("a", "b", "c", "d", "");
  private static final List<String> MANY_IDS =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "");

  private final RandomGenerator random;

  RandomChains(RandomGenerator random) {
    this.random = random;
  }

  Leaf.Chain chain() {
    int steps = 2 + random.nextInt(3);
    List<Leaf.Link> links = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      links.add(
          new Leaf.Link(
              new Stream(
                  List.of("event_" + i), List.of(new Column(EventColumn.USER)), Optional.empty()),
              i == 0 || random.nextInt(4) == 0 ? Optional.empty() : Optional.of(follows())));
    }
    if (random.nextInt(4) == 0) {
      links.replaceAll(link -> new Leaf.Link(link.stream(), Optional.empty()));
    }
    return new Leaf.Chain(
        links,
        new Range(Duration.ZERO, Duration.ofDays(1)),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(Duration.of(1 + random.nextInt(5), ChronoUnit.MICROS)),
        random.nextInt(3) == 0,
        List.of());
  }

  ChainLog log(int links) {
    // With few instants many events tie, and with many ids many of them can be in one chain.
    int instants = 1 + random.nextInt(random.nextBoolean() ? 2 : 12);
    List<String> ids = random.nextBoolean() ? FEW_IDS : MANY_IDS;
    List<Event> pool = new ArrayList<>();
    for (int i = random.nextInt(3 * links); i >= 0; i--) {
      pool.add(event(random.nextInt(instants), ids));
    }
    List<List<Event>> log = new ArrayList<>();
    for (int link = 0; link < links; link++) {
      log.add(pool.stream().filter(event -> random.nextInt(3) > 0).toList());
    }
    return new ChainLog(log, event(0, FEW_IDS));
  }

  private Event event(long timestamp, List<String> ids) {
    Map<String, String> properties = new LinkedHashMap<>();
    put(properties, "text", List.of("u1", "u2", "", "ü", "it's"));
    put(properties, "whole", List.of("1", "2", "0", "oops", "-7"));
    put(properties, "number", List.of("1", "1.0", "1.5", "-0.0", "0", "2e0", "nan"));
    put(properties, "truth", List.of("true", "0", "maybe"));
    return new Event(timestamp, "event", any(ids), any(List.of("u1", "u2", "0")), null, properties);
  }

  private void put(Map<String, String> properties, String name, List<String> values) {
    if (random.nextInt(6) > 0) {
      properties.put(name, any(values));
    }
  }

  private Expression follows() {
    List<Expression> parts = new ArrayList<>();
    for (int i = random.nextInt(5) / 2; i >= 0; i--) {
      parts.add(random.nextInt(4) > 0 ? pair() : other());
    }
    return parts.size() == 1 ? parts.getFirst() : new And(parts);
  }

  /** A test for equality of two values that can be compared. */
  private Expression pair() {
    Expression own = any(OWN);
    Expression before;
    do {
      before = any(OWN);
    } while (before instanceof StartProperty || !comparable(own.type(), before.type()));
    Expression then = new OfStepBefore(before);
    boolean turned = random.nextBoolean();
    Expression equality =
        new Comparison(
            random.nextInt(3) > 0 ? ComparisonOperator.EQUAL : ComparisonOperator.NOT_EQUAL,
            turned ? then : own,
            turned ? own : then);
    return random.nextInt(5) == 0 ? new Not(equality) : equality;
  }

  private static boolean comparable(Type one, Type other) {
    return one == other || (number(one) && number(other));
  }

  private static boolean number(Type type) {
    return type == Type.INT || type == Type.DOUBLE;
  }

  private Expression other() {
    Expression text = new Property("text", Type.STRING);
    Expression whole = new Property("whole", Type.INT);
    Expression time = new Column(EventColumn.TIMESTAMP);
    return switch (random.nextInt(8)) {
      case 0 ->
          new Comparison(ComparisonOperator.EQUAL, new OfStepBefore(text), new StringLiteral("u1"));
      case 1 -> new Has(new OfStepBefore(text));
      case 2 -> new Comparison(ComparisonOperator.GREATER, whole, new OfStepBefore(whole));
      case 3 ->
          new Comparison(
              ComparisonOperator.LESS_OR_EQUAL,
              new Arithmetic(ArithmeticOperator.MINUS, time, new OfStepBefore(time), Type.DURATION),
              new Expression.DurationLiteral(3));
      case 4 -> new Or(List.of(pair(), new Has(text), pair()));
      case 5 -> new In(text, List.of(new OfStepBefore(text), new StringLiteral("ü")));
      case 6 ->
          new Comparison(
              ComparisonOperator.EQUAL,
              new Arithmetic(ArithmeticOperator.PLUS, whole, new IntLiteral(1), Type.INT),
              new OfStepBefore(whole));
      default ->
          new Comparison(ComparisonOperator.EQUAL, new Has(text), new Has(new OfStepBefore(text)));
    };
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
