package dev.firstvalue.definition.expression;

import dev.firstvalue.definition.expression.Expression.EventColumn;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Scopes for tests. */
final class Scopes {
  private Scopes() {}

  /**
   * Every column, a property of every type, one that two events disagree about, one start property.
   */
  static final Scope ALL =
      new Scope(
          EnumSet.allOf(EventColumn.class),
          Optional.of(
              new PropertyTypes(
                  "lesson_completed",
                  new TreeMap<>(
                      Map.of(
                          "text", Map.of(Type.STRING, "lesson_completed"),
                          "seconds", Map.of(Type.INT, "lesson_completed"),
                          "score", Map.of(Type.DOUBLE, "lesson_completed"),
                          "passed", Map.of(Type.BOOL, "lesson_completed"),
                          "at", Map.of(Type.TIMESTAMP, "lesson_completed"),
                          "$browser", Map.of(Type.STRING, "lesson_completed"),
                          "a.b", Map.of(Type.STRING, "lesson_completed"),
                          "a", Map.of(Type.STRING, "lesson_completed"),
                          "mixed", Map.of(Type.STRING, "lesson_completed", Type.INT, "paid"))))),
          Optional.of(
              new PropertyTypes(
                  "signed_up", new TreeMap<>(Map.of("plan", Map.of(Type.STRING, "signed_up"))))));
}
