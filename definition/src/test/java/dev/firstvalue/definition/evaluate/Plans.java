package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plan of a language school, to be changed in the one place that a test is about. */
final class Plans {
  static final Duration WEEK = Duration.ofDays(7);
  static final Column USER = new Column(EventColumn.USER);
  static final Property SECONDS = new Property("seconds", Type.INT);
  static final Property LESSON = new Property("lesson_id", Type.STRING);
  static final StartProperty ROLE = new StartProperty("role", Type.STRING);

  private Plans() {}

  static Source source() {
    return source(ZoneOffset.UTC, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Source source(
      ZoneId zone,
      Optional<Instant> completeFrom,
      Optional<Expression> exclude,
      Optional<Expression> excludeEntities) {
    return new Source(
        "events",
        "ts",
        "event",
        Optional.of("event_id"),
        Optional.empty(),
        new Source.Properties.InOneColumn("properties"),
        Map.of(EntityKind.USER, "user_id", EntityKind.ACCOUNT, "account_id"),
        completeFrom,
        zone,
        exclude,
        excludeEntities,
        new TreeMap<>(Map.of("email", Type.STRING, "role", Type.STRING)),
        Optional.of(new Source.ExposureLog("exposures", "experiment", "arm", "ts")),
        Optional.empty());
  }

  /** Users who sign up, and qualify in a week by the first leaf. */
  static Plan plan(Leaf... leaves) {
    return plan(new Instants.Of(0), leaves);
  }

  static Plan plan(Instants qualifies, Leaf... leaves) {
    return new Plan(
        source(),
        EntityKind.USER,
        new Anchor(stream("signed_up"), Optional.empty()),
        WEEK,
        List.of(leaves),
        List.of(),
        qualifies,
        List.of(),
        List.of(),
        List.of());
  }

  static Plan with(Plan plan, Source source) {
    return new Plan(
        source,
        plan.entity(),
        plan.anchor(),
        plan.window(),
        plan.leaves(),
        plan.variants(),
        plan.qualifies(),
        plan.milestones(),
        plan.outcomes(),
        plan.attributes());
  }

  static Plan with(Plan plan, EntityKind entity, Anchor anchor) {
    return new Plan(
        plan.source(),
        entity,
        anchor,
        plan.window(),
        plan.leaves(),
        plan.variants(),
        plan.qualifies(),
        plan.milestones(),
        plan.outcomes(),
        plan.attributes());
  }

  static Plan with(
      Plan plan,
      List<Plan.Case> variants,
      List<Plan.Step> milestones,
      List<Plan.Outcome> outcomes) {
    return new Plan(
        plan.source(),
        plan.entity(),
        plan.anchor(),
        plan.window(),
        plan.leaves(),
        variants,
        plan.qualifies(),
        milestones,
        outcomes,
        List.of(ROLE));
  }

  static Stream stream(String event) {
    return new Stream(List.of(event), List.of(USER), Optional.empty());
  }

  static Stream stream(String event, Expression where) {
    return new Stream(List.of(event), List.of(USER), Optional.of(where));
  }

  static Leaf leaf(String event) {
    return nth(1, event);
  }

  static Leaf nth(long n, String event) {
    return new Leaf.Nth(stream(event), Range.within(WEEK), n, Optional.empty(), List.of());
  }

  static Leaf nth(long n, Stream stream) {
    return new Leaf.Nth(stream, Range.within(WEEK), n, Optional.empty(), List.of());
  }

  static Leaf distinct(long n, String event, Expression distinct) {
    return new Leaf.Nth(stream(event), Range.within(WEEK), n, Optional.of(distinct), List.of());
  }

  static Expression equal(Expression left, String right) {
    return new Comparison(ComparisonOperator.EQUAL, left, new StringLiteral(right));
  }

  static Expression atLeast(Expression left, long right) {
    return new Comparison(ComparisonOperator.GREATER_OR_EQUAL, left, new IntLiteral(right));
  }
}
