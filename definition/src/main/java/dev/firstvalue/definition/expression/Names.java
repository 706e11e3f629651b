package dev.firstvalue.definition.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.OfStepBefore;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names: {@code properties.x}, {@code start.properties.x}, the columns of the event, and
 * those of the step before. A property whose name is no CEL identifier is written as an index:
 * {@code properties["$browser"]}.
 */
final class Names {
  private final Scope scope;
  private final Places places;
  private final List<Refusal> refusals;

  Names(Scope scope, Places places, List<Refusal> refusals) {
    this.scope = scope;
    this.places = places;
    this.refusals = refusals;
  }

  /** One step of a path, with the place of its name. */
  private record Step(String name, int offset) {}

  @Nullable Expression resolve(CelExpr expr) {
    List<Step> path = path(expr);
    if (path == null) {
      return refuse(
          Refusal.UNSUPPORTED,
          places.start(expr),
          "a field or an element of a value",
          words(),
          Optional.empty());
    }
    String root = path.getFirst().name();
    int offset = path.getFirst().offset();
    if (root.equals("properties") && scope.properties().isPresent()) {
      return property(scope.properties().get(), path, 1, "properties.", Property::new);
    }
    if (root.equals("start") && scope.start().isPresent()) {
      return path.size() >= 2 && path.get(1).name().equals("properties")
          ? property(scope.start().get(), path, 2, "start.properties.", StartProperty::new)
          : unknown(
              path.getLast().offset(), inWords(path), "start.properties.NAME", Optional.empty());
    }
    if (scope.stepBefore().isPresent() && root.equals(scope.stepBefore().get().name())) {
      return ofStepBefore(scope.stepBefore().get(), path);
    }
    if (path.size() == 1 && scope.columnNames().contains(root)) {
      return column(root);
    }
    if (scope.otherSteps().contains(root)) {
      return unknown(
          offset,
          inWords(path) + ", of a step that is not the one just before",
          "the step just before, by its name",
          Optional.empty());
    }
    return unknown(offset, inWords(path), words(), nearest(root));
  }

  private static Column column(String name) {
    return new Column(EventColumn.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  private @Nullable Expression ofStepBefore(Scope.StepBefore step, List<Step> path) {
    String name = path.size() > 1 ? path.get(1).name() : "";
    if (name.equals("properties")) {
      Expression property =
          property(step.properties(), path, 2, step.name() + ".properties.", Property::new);
      return property == null ? null : new OfStepBefore(property);
    }
    if (path.size() == 2 && scope.columnNames().contains(name)) {
      return new OfStepBefore(column(name));
    }
    return unknown(
        path.getLast().offset(),
        inWords(path),
        step.name() + ".properties.NAME or " + step.name() + " with one of " + columnWords(),
        Nearest.to(name, scope.columnNames()).map(near -> step.name() + "." + near));
  }

  private String columnWords() {
    return String.join(", ", scope.columnNames());
  }

  private @Nullable Expression property(
      PropertyTypes types,
      List<Step> path,
      int at,
      String prefix,
      BiFunction<String, Type, Expression> read) {
    if (path.size() == at) {
      return unknown(
          path.getFirst().offset(),
          inWords(path) + " as a whole",
          prefix + "NAME",
          Optional.empty());
    }
    if (path.size() > at + 1) {
      String joined =
          String.join(".", path.subList(at, path.size()).stream().map(Step::name).toList());
      return unknown(
          path.get(at + 1).offset(),
          "a field of " + prefix + path.get(at).name(),
          prefix + "NAME",
          types.declared().containsKey(joined)
              ? Optional.of(prefix.substring(0, prefix.length() - 1) + "[\"" + joined + "\"]")
              : Optional.empty());
    }
    Step name = path.get(at);
    return switch (types.lookup(name.name())) {
      case PropertyTypes.Lookup.Found(Type type) -> read.apply(name.name(), type);
      case PropertyTypes.Lookup.Unknown(Optional<String> nearest) ->
          unknown(
              name.offset(),
              prefix + name.name(),
              "a property of " + types.owner() + " as the catalog declares it",
              nearest.map(n -> prefix + n));
      case PropertyTypes.Lookup.SeveralTypes(String found) ->
          refuse(
              Refusal.TYPE,
              name.offset(),
              prefix + name.name() + ", which is " + found,
              "one type on all events that declare it",
              Optional.empty());
    };
  }

  /** The steps of a chain of names; null if it is none. */
  private @Nullable List<Step> path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> new ArrayList<>(List.of(new Step(expr.ident().name(), places.noted(expr))));
      case SELECT ->
          longer(path(expr.select().operand()), expr.select().field(), places.field(expr));
      case CALL -> {
        CelCall call = expr.call();
        if (!call.function().equals("_[_]") || !isText(call.args().get(1))) {
          yield null;
        }
        CelExpr key = call.args().get(1);
        yield longer(path(call.args().get(0)), key.constant().stringValue(), places.noted(key));
      }
      case NOT_SET, CONSTANT, LIST, STRUCT, MAP, COMPREHENSION -> null;
    };
  }

  private static boolean isText(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private static @Nullable List<Step> longer(@Nullable List<Step> path, String name, int offset) {
    if (path != null) {
      path.add(new Step(name, offset));
    }
    return path;
  }

  /**
   * A name without its prefix is the commonest slip: {@code seconds} for {@code
   * properties.seconds}.
   */
  private Optional<String> nearest(String root) {
    if (scope.properties().isPresent() && scope.properties().get().declared().containsKey(root)) {
      return Optional.of("properties." + root);
    }
    if (scope.start().isPresent() && scope.start().get().declared().containsKey(root)) {
      return Optional.of("start.properties." + root);
    }
    SortedSet<String> known = scope.columnNames();
    scope.properties().ifPresent(p -> known.add("properties"));
    scope.start().ifPresent(p -> known.add("start"));
    scope.stepBefore().ifPresent(step -> known.add(step.name()));
    return Nearest.to(root, known);
  }

  private String words() {
    return scope.inWords();
  }

  private static String inWords(List<Step> path) {
    return String.join(".", path.stream().map(Step::name).toList());
  }

  private @Nullable Expression unknown(
      int offset, String found, String expected, Optional<String> nearest) {
    return refuse(Refusal.UNKNOWN_NAME, offset, found, expected, nearest);
  }

  private @Nullable Expression refuse(
      String rule, int offset, String found, String expected, Optional<String> nearest) {
    refusals.add(new Refusal(rule, offset, found, expected, nearest));
    return null;
  }
}
