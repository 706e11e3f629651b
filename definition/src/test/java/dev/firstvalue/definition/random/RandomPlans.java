package dev.firstvalue.definition.random;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans of every form, around one instant. */
final class RandomPlans {
  private static final List<Duration> WINDOWS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofMinutes(90),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(5),
          Duration.ofDays(7),
          Duration.ofDays(7));

  private final Dice dice;
  private final Instant around;
  private final RandomExpressions ofRow;
  private final RandomExpressions ofStart;
  private final RandomExpressions ofBoth;

  RandomPlans(Dice dice, Instant around) {
    this.dice = dice;
    this.around = around;
    this.ofRow = new RandomExpressions(dice, true, false);
    this.ofStart = new RandomExpressions(dice, false, true);
    this.ofBoth = new RandomExpressions(dice, true, true);
  }

  Plan plan() {
    EntityKind entity = dice.percent(70) ? EntityKind.USER : EntityKind.ACCOUNT;
    Duration window = dice.of(WINDOWS);
    List<Leaf> leaves = new ArrayList<>();
    Anchor anchor =
        new Anchor(
            stream(entity, ofRow, 25),
            dice.maybe(40, () -> dice.of(Duration.ofHours(1), Duration.ofDays(2))));
    List<Plan.Case> variants =
        dice.times(
            dice.below(3),
            () ->
                new Plan.Case("variant", ofStart.predicate(), instants(entity, window, leaves, 1)));
    Instants qualifies = instants(entity, window, leaves, 3);
    List<Plan.Step> milestones =
        dice.times(
            dice.below(4), () -> new Plan.Step("milestone", instants(entity, window, leaves, 1)));
    List<Plan.Outcome> outcomes = dice.times(dice.below(3), () -> outcome(entity, window, leaves));
    List<StartProperty> attributes =
        dice.times(dice.below(3), () -> dice.of(List.copyOf(Catalog.PROPERTIES.keySet()))).stream()
            .distinct()
            .map(name -> new StartProperty(name, type(name)))
            .toList();
    return new Plan(
        source(),
        entity,
        anchor,
        window,
        leaves,
        variants,
        qualifies,
        milestones,
        outcomes,
        attributes);
  }

  ExposurePlan exposures(Plan plan) {
    ExposurePlan.Log log =
        plan.source().exposures().isPresent() && dice.percent(70)
            ? new ExposurePlan.Log.Table(plan.source().exposures().get())
            : new ExposurePlan.Log.Events(stream(plan.entity(), ofRow, 30), "plan");
    Instant start = around.minus(Duration.ofHours(dice.below(48)));
    return new ExposurePlan(
        Catalog.EXPERIMENT,
        plan,
        log,
        start,
        dice.maybe(60, () -> start.plus(dice.of(WINDOWS))),
        dice.percent(50) ? plan.window() : dice.of(WINDOWS));
  }

  private static Type type(String property) {
    return Catalog.PROPERTIES.getOrDefault(property, Type.STRING);
  }

  private Source source() {
    return new Source(
        "events",
        "ts",
        "event",
        dice.maybe(80, () -> "event_id"),
        Optional.empty(),
        dice.percent(70)
            ? new Source.Properties.InOneColumn("properties")
            : new Source.Properties.InColumns(columns()),
        Map.of(EntityKind.USER, "user_id", EntityKind.ACCOUNT, "account_id"),
        dice.maybe(40, () -> around.minus(Duration.ofHours(dice.below(72)))),
        ZoneId.of(dice.of("UTC", "Europe/Berlin", "America/New_York")),
        dice.maybe(40, () -> exclusion(new Property("plan", Type.STRING), ofRow)),
        dice.maybe(40, () -> exclusion(new StartProperty("plan", Type.STRING), ofStart)),
        Catalog.PROPERTIES,
        Optional.of(new Source.ExposureLog("exposures", "experiment", "arm", "ts")),
        Optional.empty());
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new TreeMap<>();
    Catalog.PROPERTIES.keySet().forEach(name -> columns.put(name, "p_" + name));
    return columns;
  }

  /** Mostly one that leaves something. */
  private Expression exclusion(Expression text, RandomExpressions any) {
    return dice.percent(60)
        ? new Comparison(
            ComparisonOperator.EQUAL,
            text,
            new Expression.StringLiteral(dice.of(RandomValues.TEXTS)))
        : new Expression.And(List.of(any.predicate(), any.predicate(), any.predicate()));
  }

  private Plan.Outcome outcome(EntityKind entity, Duration window, List<Leaf> leaves) {
    Duration from = window.plus(dice.of(Duration.ZERO, Duration.ofHours(5)));
    Range range = new Range(from, from.plus(dice.of(WINDOWS)));
    return new Plan.Outcome("outcome", range, of(leaf(entity, range, List.of()), leaves));
  }

  /** A condition in the window, whose leaves are added to the list. */
  private Instants instants(EntityKind entity, Duration window, List<Leaf> leaves, int depth) {
    int form = depth == 0 ? 0 : dice.below(6);
    return switch (form) {
      case 0, 1 -> {
        Duration within = dice.percent(25) ? window.dividedBy(dice.between(2, 4)) : window;
        Range range = Range.within(within);
        if (dice.percent(75)) {
          yield of(leaf(entity, range, List.of()), leaves);
        }
        List<Expression> per =
            List.of(ofRow.value(dice.of(Type.STRING, Type.INT, Type.DOUBLE, Type.BOOL), 0));
        Instants body = of(leaf(entity, range, per), leaves);
        yield new Instants.LeastOfGroups(
            per,
            dice.percent(40)
                ? new Instants.Unless(body, of(leaf(entity, range, per), leaves))
                : body);
      }
      case 2, 3 ->
          new Instants.Latest(
              dice.times(dice.between(1, 3), () -> instants(entity, window, leaves, depth - 1)));
      case 4 -> {
        List<Instants> parts =
            dice.times(dice.between(1, 4), () -> instants(entity, window, leaves, depth - 1));
        yield new Instants.NthOf(dice.between(1, parts.size()), parts);
      }
      default ->
          new Instants.Unless(
              instants(entity, window, leaves, depth - 1),
              instants(entity, window, leaves, depth - 1));
    };
  }

  /** A leaf of a plan, which lists every leaf once. */
  private static Instants of(Leaf leaf, List<Leaf> leaves) {
    if (!leaves.contains(leaf)) {
      leaves.add(leaf);
    }
    return new Instants.Of(leaves.indexOf(leaf));
  }

  private Leaf leaf(EntityKind entity, Range range, List<Expression> per) {
    return switch (dice.below(8)) {
      case 2 -> chain(entity, range, per);
      case 0 ->
          new Leaf.Total(
              stream(entity, ofBoth, 35),
              range,
              ofRow.value(dice.of(Type.INT, Type.DOUBLE), 0),
              java.math.BigDecimal.valueOf(dice.between(1, 100), dice.below(3)),
              per);
      case 1 ->
          new Leaf.Ratio(
              counted(entity),
              counted(entity),
              range,
              dice.of(0.0, 0.1, 0.5, 1.0),
              dice.between(1, 3),
              dice.maybe(50, () -> dice.of(Duration.ofMinutes(30), Duration.ofHours(20))),
              per);
      default -> nth(entity, range, per);
    };
  }

  private Leaf chain(EntityKind entity, Range range, List<Expression> per) {
    List<Leaf.Link> links = new ArrayList<>();
    int count = dice.between(2, 4);
    for (int i = 0; i < count; i++) {
      Optional<Expression> follows =
          i == 0 || dice.percent(50) ? Optional.empty() : Optional.of(follows());
      links.add(new Leaf.Link(stream(entity, ofBoth, 20), follows));
    }
    return new Leaf.Chain(
        links,
        range,
        dice.maybe(50, () -> dice.of(Duration.ofMinutes(30), Duration.ofHours(20))),
        dice.percent(30),
        per);
  }

  private Expression follows() {
    Type type = dice.of(Type.STRING, Type.INT, Type.DOUBLE);
    Expression before =
        new Expression.OfStepBefore(
            type == Type.STRING
                ? new Expression.Column(Expression.EventColumn.USER)
                : Catalog.PROPERTIES.entrySet().stream()
                    .filter(entry -> entry.getValue() == type)
                    .findFirst()
                    .map(entry -> (Expression) new Property(entry.getKey(), type))
                    .orElseThrow());
    Expression one =
        new Comparison(
            dice.of(
                ComparisonOperator.EQUAL,
                ComparisonOperator.EQUAL,
                ComparisonOperator.NOT_EQUAL,
                ComparisonOperator.NOT_EQUAL,
                ComparisonOperator.LESS),
            ofRow.value(type, 0),
            before);
    return dice.percent(70) ? one : new Expression.And(List.of(one, follows()));
  }

  private Leaf.Counted counted(EntityKind entity) {
    return new Leaf.Counted(
        stream(entity, ofBoth, 35),
        dice.maybe(40, () -> ofRow.value(dice.of(Type.STRING, Type.INT), 0)));
  }

  private Leaf nth(EntityKind entity, Range range, List<Expression> per) {
    Optional<Expression> distinct =
        dice.maybe(
            45,
            () ->
                dice.percent(80)
                    ? ofRow.value(dice.of(Type.STRING, Type.INT, Type.DOUBLE, Type.BOOL), 0)
                    : new Expression.Column(
                        dice.of(Expression.EventColumn.DAY, Expression.EventColumn.USER)));
    long n = dice.percent(50) ? 1 : dice.percent(90) ? dice.between(2, 4) : dice.between(20, 90);
    return new Leaf.Nth(stream(entity, ofBoth, 35), range, n, distinct, per);
  }

  private Stream stream(EntityKind entity, RandomExpressions expressions, int wherePercent) {
    List<String> events = dice.times(dice.between(1, 2), () -> dice.of(Catalog.EVENTS));
    Property to = new Property("to", Type.STRING);
    List<Expression> whose =
        dice.percent(80)
            ? List.of(entity.column())
            : dice.percent(50) ? List.of(to) : List.of(entity.column(), to);
    return new Stream(events, whose, dice.maybe(wherePercent, expressions::predicate));
  }
}
