package dev.firstvalue.benchmarks.questions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The documents that the questions come from. */
final class Definitions {
  private static final String NAMED = "{event: e_09}";
  private static final String ANY =
      IntStream.rangeClosed(1, Events.NAMES)
          .mapToObj(Events::name)
          .collect(Collectors.joining(", ", "{event: [" + Events.START + ", ", "]}"));

  private Definitions() {}

  static String model(Order order) {
    String catalog =
        IntStream.rangeClosed(1, Events.NAMES)
            .mapToObj(
                i -> "    " + Events.name(i) + ": {properties: {item: STRING, seconds: INT}}\n")
            .collect(Collectors.joining());
    return """
    apiVersion: firstvalue/v1
    kind: EventModel
    metadata: {name: bench}
    spec:
      events: {table: firstvalue.%s, timestamp: ts, event: event, properties: properties}
      entities: {user: {column: user_id}}
      catalog:
        signed_up: {preparation: true, properties: {plan: STRING}}
    """
            .formatted(order.table())
        + catalog;
  }

  /** A definition whose outcome is a named event. */
  static String named(String qualifies) {
    return definition(qualifies, NAMED);
  }

  /** A definition whose outcome is any event. */
  static String any(String qualifies) {
    return definition(qualifies, ANY);
  }

  /** Fifty of leaf, all and any over every event, and any event as the outcome. */
  static List<String> fifty() {
    return IntStream.range(0, 50).mapToObj(i -> any(simple(i))).toList();
  }

  /** Fifty of which ten count distinct values, five are sequences and five have groups. */
  static List<String> mix() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(any(simple(i)));
    }
    for (int i = 0; i < 10; i++) {
      all.add(any("{event: %s, distinct: properties.item, atLeast: 3}".formatted(event(i))));
    }
    for (int i = 0; i < 5; i++) {
      all.add(any("{sequence: [{event: %s}, {event: %s}]}".formatted(event(i), event(i + 1))));
    }
    for (int i = 0; i < 5; i++) {
      all.add(any("{per: [properties.item], event: %s, atLeast: 2}".formatted(event(i))));
    }
    return all;
  }

  private static String simple(int i) {
    return switch (i % 3) {
      case 0 -> "{event: %s, atLeast: %d}".formatted(event(i), 1 + i % 4);
      case 1 -> "{all: [{event: %s}, {event: %s}]}".formatted(event(i), event(i + 7));
      default -> "{any: [{event: %s}, {event: %s}]}".formatted(event(i), event(i + 7));
    };
  }

  private static String event(int i) {
    return Events.name(1 + i % Events.NAMES);
  }

  private static String definition(String qualifies, String outcome) {
    return """
    apiVersion: firstvalue/v1
    kind: ValueEvent
    metadata: {name: bench, owners: [bench]}
    spec:
      stage: ACTIVATION
      entity: user
      start: {event: signed_up}
      within: 7d
      qualifies: %s
      outcomes: [{name: month, from: 7d, to: 30d, condition: %s}]
    """
        .formatted(qualifies, outcome);
  }
}
