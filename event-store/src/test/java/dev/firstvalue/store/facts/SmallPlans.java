package dev.firstvalue.store.facts;

import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans of users who sign up, over a table that has nothing but times, events and users. */
final class SmallPlans {
  static final Duration WEEK = Duration.ofDays(7);

  /** Whether somebody does it in a week. */
  static final List<Leaf> WEEK_OF_A =
      List.of(new Leaf.Nth(stream("a"), Range.within(WEEK), 1, Optional.empty(), List.of()));

  private SmallPlans() {}

  /** Users qualify in a week by the first of the leaves. */
  static Plan plan(List<Leaf> leaves) {
    return new Plan(
        new Source(
            "events",
            "ts",
            "event",
            Optional.empty(),
            Optional.empty(),
            new Source.Properties.None(),
            Map.of(EntityKind.USER, "user_id"),
            Optional.empty(),
            ZoneOffset.UTC,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty()),
        EntityKind.USER,
        new Anchor(stream("signed_up"), Optional.empty()),
        WEEK,
        leaves,
        List.of(),
        new Instants.Of(0),
        List.of(),
        List.of(),
        List.of());
  }

  /** The same plan over another table. */
  static Plan in(String table, Plan plan) {
    Source other = plan.source();
    return plan.over(
        new Source(
            table,
            other.timestamp(),
            other.event(),
            other.eventId(),
            other.receivedAt(),
            other.properties(),
            other.entityColumns(),
            other.completeFrom(),
            other.zone(),
            other.exclude(),
            other.excludeEntities(),
            other.startProperties(),
            other.exposures(),
            other.identities()));
  }

  static Stream stream(String event) {
    return new Stream(List.of(event), List.of(new Column(EventColumn.USER)), Optional.empty());
  }
}
