package dev.firstvalue.definition.evaluate;

import com.google.protobuf.Value;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Example;
import dev.firstvalue.definition.v1.ExampleEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of an example, and the question that is asked of them.
 *
 * @param zero the instant of {@code +0s}: the plan's newness after tracking is complete, or after
 *     2025 began where the source does not say when it is
 * @param question the plan, asked when every window of every event is over
 */
public record ExampleLog(Example example, Instant zero, List<Event> events, Question question) {
  private static final Instant NEW_YEAR = Instant.parse("2025-01-01T00:00:00Z");

  public ExampleLog {
    events = List.copyOf(events);
  }

  /**
   * The log of an example.
   *
   * @throws IllegalArgumentException if a time or a property is none; the message is for its author
   */
  public static ExampleLog of(Plan plan, Example example) {
    Instant zero =
        plan.source()
            .completeFrom()
            .orElse(NEW_YEAR)
            .plus(plan.anchor().newness().orElse(Duration.ZERO));
    List<Event> events = new ArrayList<>();
    Instant last = zero;
    for (ExampleEvent event : example.getEventsList()) {
      Instant at = zero.plus(offset(event.getAt()));
      events.add(event(event, at));
      last = at.isAfter(last) ? at : last;
    }
    Instant end = last.plus(longest(plan)).plusSeconds(1);
    return new ExampleLog(
        example, zero, events, new Question(plan, end, Optional.empty(), Optional.empty()));
  }

  /** The time after zero that a text such as {@code +2d3h} says. */
  static Duration offset(String text) {
    if (!text.startsWith("+")) {
      throw new IllegalArgumentException("at: " + text + " (expected: for example +0s or +2d3h)");
    }
    return Durations.parse(text.substring(1));
  }

  private static Duration longest(Plan plan) {
    Duration longest = plan.window();
    for (Leaf leaf : plan.leaves()) {
      Duration to = leaf.range().to();
      longest = to.compareTo(longest) > 0 ? to : longest;
    }
    return longest;
  }

  private static Event event(ExampleEvent event, Instant at) {
    Map<String, String> properties = new HashMap<>();
    event
        .getPropertiesMap()
        .forEach(
            (name, value) -> {
              String raw = raw(name, value);
              if (raw != null) {
                properties.put(name, raw);
              }
            });
    return new Event(
        Micros.of(at),
        event.getEvent(),
        present(event.getId()),
        present(event.getUser()),
        present(event.getAccount()),
        properties);
  }

  private static @Nullable String present(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String raw(String name, Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case NUMBER_VALUE ->
          new BigDecimal(Double.toString(value.getNumberValue()))
              .stripTrailingZeros()
              .toPlainString();
      case NULL_VALUE, KIND_NOT_SET -> null;
      case LIST_VALUE, STRUCT_VALUE ->
          throw new IllegalArgumentException(
              "properties."
                  + name
                  + ": a list or an object (expected: a text, number, true or false)");
    };
  }
}
