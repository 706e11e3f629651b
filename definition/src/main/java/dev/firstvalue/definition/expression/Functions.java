package dev.firstvalue.definition.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.Size;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Expression.TextOperator;
import dev.firstvalue.definition.expression.Expression.TextTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types the functions. */
final class Functions {
  private static final Set<String> KNOWN =
      Set.of(
          "has", "startsWith", "endsWith", "contains", "matches", "size", "timestamp", "duration");

  private final CelChecker checker;
  private final Names names;

  Functions(CelChecker checker, Names names) {
    this.checker = checker;
    this.names = names;
  }

  @Nullable Expression check(CelExpr expr, CelCall call) {
    // `size(text)` and `text.size()` are one call of one argument.
    List<CelExpr> args = new ArrayList<>();
    call.target().ifPresent(args::add);
    args.addAll(call.args());
    boolean method = call.target().isPresent();
    return switch (call.function()) {
      case "has" ->
          is(expr, !method && args.size() == 1, "has(properties.NAME)") ? has(args.get(0)) : null;
      case "size" -> is(expr, args.size() == 1, "size(text)") ? size(args.get(0)) : null;
      case "startsWith" ->
          is(expr, method && args.size() == 2, "text.startsWith(text)")
              ? test(TextOperator.STARTS_WITH, args)
              : null;
      case "endsWith" ->
          is(expr, method && args.size() == 2, "text.endsWith(text)")
              ? test(TextOperator.ENDS_WITH, args)
              : null;
      case "contains" ->
          is(expr, method && args.size() == 2, "text.contains(text)")
              ? test(TextOperator.CONTAINS, args)
              : null;
      case "matches" ->
          is(expr, args.size() == 2, "text.matches(\"pattern\")") ? matches(args) : null;
      case "timestamp" ->
          is(expr, !method && args.size() == 1, "timestamp(\"2026-01-31T00:00:00Z\")")
              ? time(args.get(0), Literals.TIMESTAMP)
              : null;
      case "duration" ->
          is(expr, !method && args.size() == 1, "duration(\"24h\")")
              ? time(args.get(0), Literals.DURATION)
              : null;
      default ->
          checker.refuse(
              Refusal.UNSUPPORTED,
              checker.places().function(expr),
              "the function " + call.function(),
              "one of " + String.join(", ", KNOWN.stream().sorted().toList()),
              Nearest.to(call.function(), KNOWN));
    };
  }

  private boolean is(CelExpr expr, boolean right, String form) {
    if (!right) {
      checker.refuse(
          Refusal.UNSUPPORTED,
          checker.places().function(expr),
          "another form of " + expr.call().function(),
          form,
          Optional.empty());
    }
    return right;
  }

  private @Nullable Expression has(CelExpr arg) {
    boolean name =
        arg.getKind() == CelExpr.ExprKind.Kind.SELECT
            || (arg.getKind() == CelExpr.ExprKind.Kind.CALL
                && arg.call().function().equals("_[_]"));
    Expression property = name ? names.resolve(arg) : null;
    if (property != null) {
      return new Has(property);
    }
    return name
        ? null
        : checker.unsupported(arg, "has() of something else", "has(properties.NAME)");
  }

  private @Nullable Expression size(CelExpr arg) {
    Expression text = checker.checkTyped(arg, Type.STRING);
    return text == null ? null : new Size(text);
  }

  private @Nullable Expression test(TextOperator operator, List<CelExpr> args) {
    Expression text = checker.checkTyped(args.get(0), Type.STRING);
    Expression argument = checker.checkTyped(args.get(1), Type.STRING);
    return text == null || argument == null ? null : new TextTest(operator, text, argument);
  }

  private @Nullable Expression matches(List<CelExpr> args) {
    Expression text = checker.checkTyped(args.get(0), Type.STRING);
    Expression argument = checker.checkTyped(args.get(1), Type.STRING);
    if (text == null || argument == null) {
      return null;
    }
    if (!(argument instanceof StringLiteral pattern)) {
      return checker.unsupported(args.get(1), CelChecker.inWords(argument), "a literal pattern");
    }
    Optional<Patterns.Refused> refused = Patterns.refusal(pattern.value());
    if (refused.isPresent()) {
      return checker.refuse(
          Refusal.PATTERN, args.get(1), refused.get().found(), refused.get().expected());
    }
    return new TextTest(TextOperator.MATCHES, text, argument);
  }

  private @Nullable Expression time(CelExpr arg, Literals.TimeForm form) {
    Expression text = checker.checkTyped(arg, Type.STRING);
    if (text == null) {
      return null;
    }
    if (!(text instanceof StringLiteral literal)) {
      return checker.unsupported(arg, CelChecker.inWords(text), "a literal: " + form.example());
    }
    Expression value = form.read().apply(literal.value());
    return value != null
        ? value
        : checker.refuse(Refusal.TYPE, arg, "\"" + literal.value() + "\"", form.example());
  }
}
