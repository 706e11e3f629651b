package dev.firstvalue.benchmarks;

import dev.firstvalue.benchmarks.WorstCase.Log;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is bad for each form of condition. None of them ever holds early: all has to be read. Those
 * called bounded compare every pair, and set the entity aside when its events are too many.
 */
final class WorstCaseList {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  private WorstCaseList() {}

  static List<WorstCase> all() {
    return List.of(
        new WorstCase(
            "leaf", "{event: [a, b, c, d, e, f], atLeast: 9999}", Log.ONE_INSTANT, 10_000),
        new WorstCase("leaf, the 2,000th message", "{event: a, atLeast: 2000}", Log.SPREAD, 12_000),
        new WorstCase(
            "leaf, distinct",
            "{event: [a, b, c, d, e, f], distinct: properties.x, atLeast: 1600}",
            Log.ONE_INSTANT,
            10_000),
        new WorstCase(
            "leaf, sum",
            "{event: [a, b, c, d, e, f], sum: properties.x, atLeast: 1000000000000}",
            Log.ONE_INSTANT,
            10_000),
        new WorstCase(
            "leaf, per group",
            "{event: [a, b, c, d, e, f], per: properties.x, atLeast: 6}",
            Log.ONE_INSTANT,
            10_000),
        new WorstCase(
            "all and any",
            "{all: [{any: [{event: a, atLeast: 9}, {event: b}], atLeast: 2}, {event: c, atLeast:"
                + " 99}]}",
            Log.ONE_INSTANT,
            10_000),
        new WorstCase(
            "ratio",
            "{ratio: {of: {event: a}, to: {event: [a, b, c]}, above: 0.9, from: 10}}",
            Log.ONE_INSTANT,
            10_000),
        new WorstCase("sequence of 6", sequence("", ""), Log.SPREAD, 5_000),
        new WorstCase("sequence of 6, gap", sequence("", ", gap: 2s"), Log.SPREAD, 5_000),
        named("sequence of 6, named ==", "==", "", Log.SPREAD_ALIKE, 5_000),
        named("sequence of 6, named == gap", "==", ", gap: 2s", Log.SPREAD, 5_000),
        named("sequence of 6, named !=", "!=", "", Log.SPREAD_ALIKE, 5_000),
        named("sequence of 6, named >, bounded", ">", "", Log.FALLING, 5_000),
        named("sequence of 6, named > gap, bounded", ">", ", gap: 1000s", Log.FALLING, 5_000),
        new WorstCase(
            "sequence of 6 per group", sequence("", ", per: properties.x"), Log.SPREAD, 5_000),
        new WorstCase("sequence of 6, one instant", sequence("", ""), Log.ONE_INSTANT, 10_000),
        new WorstCase(
            "simultaneous", sequence("", ", simultaneous: true"), Log.ONE_INSTANT, 10_000),
        named("simultaneous, named ==", "==", ", simultaneous: true", Log.ONE_INSTANT, 10_000),
        named(
            "simultaneous, named ==, alike",
            "==",
            ", simultaneous: true",
            Log.ONE_INSTANT_ALIKE,
            10_000),
        named(
            "simultaneous, named !=, bounded",
            "!=",
            ", simultaneous: true",
            Log.ONE_INSTANT,
            10_000),
        named(
            "simultaneous, named !=, alike, bounded",
            "!=",
            ", simultaneous: true",
            Log.ONE_INSTANT_ALIKE,
            10_000),
        named(
            "simultaneous, named >, bounded",
            ">",
            ", simultaneous: true",
            Log.ONE_INSTANT,
            10_000));
  }

  private static WorstCase named(
      String name, String operator, String modifiers, Log log, long events) {
    return new WorstCase(name, sequence(operator, modifiers), log, events);
  }

  /** Six steps, of which each compares a property with that of the step before. */
  private static String sequence(String operator, String modifiers) {
    return IntStream.range(0, NAMES.size())
        .mapToObj(
            i -> {
              String name = operator.isEmpty() ? "" : ", name: s" + i;
              String where =
                  operator.isEmpty() || i == 0
                      ? ""
                      : ", where: 'properties.x %s s%d.properties.x'".formatted(operator, i - 1);
              return "{event: " + NAMES.get(i) + name + where + "}";
            })
        .collect(Collectors.joining(", ", "{sequence: [", "]" + modifiers + "}"));
  }
}
