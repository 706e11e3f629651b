package dev.firstvalue.registry;

import java.nio.charset.StandardCharsets;

/** Small documents that read and bind. */
public final class Documents {
  private Documents() {}

  /** An event model with three events. */
  public static final String MODEL = model("properties.is_test == true");

  /** The same model with another exclusion. */
  public static String model(String exclude) {
    return """
    apiVersion: firstvalue/v1
    kind: EventModel
    metadata: {name: lingo}
    spec:
      events: {table: analytics.events, timestamp: ts, event: event, properties: properties}
      entities:
        user: {column: user_id}
      timeZone: UTC
      exclude: '%s'
      catalog:
        signed_up: {preparation: true, properties: {plan: STRING, is_test: BOOL}}
        lesson_completed: {properties: {lesson_id: STRING, seconds: INT, is_test: BOOL}}
        class_created: {properties: {is_test: BOOL}}
    """
        .formatted(exclude);
  }

  /** A definition that asks for so many lessons. */
  public static String definition(String name, int lessons) {
    return definition(name, lessons, "A finished lesson is worth telling a friend.", "ACTIVE");
  }

  /** A definition with all that the tests change. */
  public static String definition(String name, int lessons, String rationale, String status) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: %s, title: Lessons, owners: [growth]}
    spec:
      stage: ACTIVATION
      status: %s
      promise: Learn a language in minutes a day
      rationale: %s
      entity: user
      start: {event: signed_up}
      within: 7d
      qualifies: {event: lesson_completed, atLeast: %d}
      outcomes:
        - {name: month, from: 7d, to: 30d, condition: {event: lesson_completed}}
    """
        .formatted(name, status, rationale, lessons);
  }

  /** UTF-8. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
