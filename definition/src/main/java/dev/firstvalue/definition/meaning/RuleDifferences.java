package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Parts;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.EventModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What differs between two rules: in the definition, and in the model as far as the rule reads it.
 */
final class RuleDifferences {
  private static final String MODEL = "event-model:spec.";

  private RuleDifferences() {}

  static List<Difference> between(Change.State before, Change.State after) {
    List<Difference> differences =
        new ArrayList<>(
            Difference.between(
                "spec", Change.rule(before.document()), Change.rule(after.document())));
    EventModelSpec was = before.model().getSpec();
    EventModelSpec is = after.model().getSpec();
    add(differences, MODEL + "exclude", text(was.getExclude()), text(is.getExclude()));
    add(
        differences,
        MODEL + "excludeEntities",
        text(was.getExcludeEntities()),
        text(is.getExcludeEntities()));
    if (Rule.usesDay(before.plan()) || Rule.usesDay(after.plan())) {
      add(differences, MODEL + "timeZone", zone(before.plan()), zone(after.plan()));
    }
    types(differences, types(before.plan()), types(after.plan()));
    return differences;
  }

  /** The properties that both rules read, where their types differ. */
  private static void types(
      List<Difference> differences, Map<String, Type> before, Map<String, Type> after) {
    before.forEach(
        (name, type) -> {
          Type now = after.get(name);
          if (now != null) {
            add(
                differences,
                "event-model:" + name,
                Optional.of(type.name()),
                Optional.of(now.name()));
          }
        });
  }

  private static Map<String, Type> types(Plan plan) {
    Map<String, Type> types = new TreeMap<>();
    Rule.expressions(plan)
        .flatMap(Parts::inside)
        .forEach(
            expression -> {
              if (expression instanceof Expression.Property(String name, Type type)) {
                types.put("properties." + name, type);
              } else if (expression instanceof Expression.StartProperty(String name, Type type)) {
                types.put("start.properties." + name, type);
              }
            });
    return types;
  }

  private static void add(
      List<Difference> differences, String path, Optional<String> before, Optional<String> after) {
    if (!before.equals(after)) {
      differences.add(new Difference(path, before, after));
    }
  }

  private static Optional<String> zone(Plan plan) {
    return Optional.of(plan.source().zone().getId());
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
