package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Parts;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.meaning.Change.State;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What changes in how a rule reads the events: the types of properties, and the zone of days. */
final class ModelReadings {
  private ModelReadings() {}

  static List<Reason> between(State before, State after) {
    List<Reason> reasons = new ArrayList<>();
    String zone = before.plan().source().zone().getId();
    String zoneNow = after.plan().source().zone().getId();
    if (!zone.equals(zoneNow) && (Rule.usesDay(before.plan()) || Rule.usesDay(after.plan()))) {
      boolean starts =
          ofStart(before.plan(), ModelReadings::isDay)
              || ofStart(after.plan(), ModelReadings::isDay);
      reasons.add(
          new Reason(
              starts ? Kind.REDEFINES : Kind.SHIFTS,
              Difference.ofText(RuleComparison.MODEL + "timeZone", zone, zoneNow),
              "days begin at another instant"));
    }
    Map<String, Set<Type>> was = types(before.plan());
    types(after.plan())
        .forEach(
            (name, types) -> {
              Set<Type> known = was.getOrDefault(name, types);
              if (!known.equals(types)) {
                boolean starts =
                    ofStart(before.plan(), part -> name.equals(name(part)))
                        || ofStart(after.plan(), part -> name.equals(name(part)));
                reasons.add(
                    new Reason(
                        starts ? Kind.REDEFINES : Kind.SHIFTS,
                        Difference.ofWords("event-model:" + name, words(known), words(types)),
                        "values read differently"));
              }
            });
    return reasons;
  }

  /** Whether what decides time zero reads something: the start, or the events that are out. */
  private static boolean ofStart(Plan plan, Predicate<Expression> reads) {
    return Stream.concat(Rule.expressions(plan.anchor().stream()), plan.source().exclude().stream())
        .flatMap(Parts::inside)
        .anyMatch(reads);
  }

  private static boolean isDay(Expression part) {
    return part.equals(new Expression.Column(EventColumn.DAY));
  }

  private static Map<String, Set<Type>> types(Plan plan) {
    Map<String, Set<Type>> types = new TreeMap<>();
    Rule.expressions(plan)
        .flatMap(Parts::inside)
        .filter(part -> !name(part).isEmpty())
        .forEach(
            part -> types.computeIfAbsent(name(part), name -> new HashSet<>()).add(part.type()));
    return types;
  }

  /** A property as documents write it; empty for everything else. */
  private static String name(Expression part) {
    return switch (part) {
      case Expression.Property(String name, var _) -> "properties." + name;
      case Expression.StartProperty(String name, var _) -> "start.properties." + name;
      default -> "";
    };
  }

  private static List<String> words(Set<Type> types) {
    return new TreeSet<>(types).stream().map(Type::name).toList();
  }
}
