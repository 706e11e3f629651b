package dev.firstvalue.benchmarks;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.facts.Question;
import java.time.Instant;
import java.util.Optional;

/** A question about one condition. */
final class WorstQuestion {
  private WorstQuestion() {}

  /** Whether the condition holds within 30 days after {@code signed_up}. */
  static Question of(String table, String qualifies) {
    return new Question(
        Binder.plan(Documents.model(model(table)), Documents.definition(definition(qualifies)))
            .orThrow(),
        Instant.parse("2027-01-01T00:00:00Z"),
        Optional.empty(),
        Optional.empty());
  }

  private static String model(String table) {
    return """
    apiVersion: firstvalue/v1
    kind: EventModel
    metadata: {name: worst}
    spec:
      events: {table: firstvalue.%s, timestamp: ts, event: event, eventId: event_id,
               properties: properties}
      entities: {user: {column: user_id}}
      catalog:
        signed_up: {preparation: true}
        a: {properties: {x: INT, y: INT}}
        b: {properties: {x: INT, y: INT}}
        c: {properties: {x: INT, y: INT}}
        d: {properties: {x: INT, y: INT}}
        e: {properties: {x: INT, y: INT}}
        f: {properties: {x: INT, y: INT}}
    """
        .formatted(table);
  }

  private static String definition(String qualifies) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: worst, owners: [bench]}
    spec:
      stage: ACTIVATION
      entity: user
      start: {event: signed_up}
      within: 30d
      qualifies: %s
    """
        .formatted(qualifies);
  }
}
