package dev.firstvalue.definition.expression;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.DoubleLiteral;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the parser's tree into a typed one. A part that is refused is null, with its refusal noted;
 * its neighbours are checked all the same, so that one reading names every mistake.
 */
final class CelChecker {
  private final CelExpr root;
  private final Places places;
  private final Names names;
  private final Operators operators;
  private final Functions functions;
  private final List<Refusal> refusals;

  CelChecker(CelAbstractSyntaxTree tree, Scope scope, List<Refusal> refusals) {
    this.root = tree.getExpr();
    this.places = new Places(ImmutableMap.copyOf(tree.getSource().getPositionsMap()));
    this.refusals = refusals;
    this.names = new Names(scope, places, refusals);
    this.operators = new Operators(this);
    this.functions = new Functions(this, names);
  }

  /** The whole as a truth value. */
  @Nullable Expression predicate() {
    Expression expression = check(root);
    return expression == null ? null : typed(expression, Type.BOOL, root);
  }

  @Nullable Expression check(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> literal(expr);
      case IDENT, SELECT -> names.resolve(expr);
      case CALL -> call(expr);
      case LIST -> unsupported(expr, "a list", "a list only to the right of `in`");
      case MAP -> unsupported(expr, "a map", "a value of the event");
      case STRUCT -> unsupported(expr, "a message", "a value of the event");
      case COMPREHENSION -> unsupported(expr, "a macro", "a value of the event");
      case NOT_SET -> unsupported(expr, "nothing", "an expression");
    };
  }

  private @Nullable Expression call(CelExpr expr) {
    CelCall call = expr.call();
    if (call.function().equals("_[_]")) {
      return names.resolve(expr);
    }
    return Operators.NAMES.containsKey(call.function())
        ? operators.check(expr, call)
        : functions.check(expr, call);
  }

  private @Nullable Expression literal(CelExpr expr) {
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> new StringLiteral(constant.stringValue());
      case INT64_VALUE -> new IntLiteral(constant.int64Value());
      case BOOLEAN_VALUE -> new BoolLiteral(constant.booleanValue());
      case DOUBLE_VALUE -> {
        double value = constant.doubleValue();
        yield Double.isFinite(value)
            ? new DoubleLiteral(value == 0 ? 0.0 : value) // one zero: -0.0 equals it
            : refuse(Refusal.TYPE, expr, "a number too large", "a finite number");
      }
      case NULL_VALUE ->
          unsupported(expr, "null", "has(properties.NAME) to ask whether a value is there");
      case UINT64_VALUE -> unsupported(expr, "an unsigned integer", "an integer without `u`");
      case BYTES_VALUE -> unsupported(expr, "bytes", "a string without `b`");
      case NOT_SET, DURATION_VALUE, TIMESTAMP_VALUE ->
          unsupported(expr, "a literal of another kind", "a string, a number, true or false");
    };
  }

  /** The expression if it has the type, else a refusal. */
  @Nullable Expression typed(Expression expression, Type expected, CelExpr at) {
    return expression.type() == expected
        ? expression
        : refuse(Refusal.TYPE, at, inWords(expression), expected.name());
  }

  /** The checked part if it has the type, else a refusal. */
  @Nullable Expression checkTyped(CelExpr part, Type expected) {
    Expression checked = check(part);
    return checked == null ? null : typed(checked, expected, part);
  }

  @Nullable Expression unsupported(CelExpr at, String found, String expected) {
    return refuse(Refusal.UNSUPPORTED, at, found, expected);
  }

  @Nullable Expression refuse(String rule, CelExpr at, String found, String expected) {
    return refuse(rule, places.start(at), found, expected, Optional.empty());
  }

  @Nullable Expression refuse(
      String rule, int offset, String found, String expected, Optional<String> nearest) {
    refusals.add(new Refusal(rule, offset, found, expected, nearest));
    return null;
  }

  /** All of the parts checked, or null if one is refused. */
  @Nullable List<Expression> checkAll(List<CelExpr> parts) {
    List<Expression> checked = new ArrayList<>();
    for (CelExpr part : parts) {
      Expression expression = check(part);
      if (expression != null) {
        checked.add(expression);
      }
    }
    return checked.size() == parts.size() ? checked : null;
  }

  Places places() {
    return places;
  }

  /** An expression and its type, for messages: {@code properties.seconds, which is INT}. */
  static String inWords(Expression expression) {
    return switch (expression) {
      case Expression.Property p -> "properties." + p.name() + ", which is " + p.type();
      case Expression.StartProperty p -> "start.properties." + p.name() + ", which is " + p.type();
      case Expression.Column c ->
          c.column().name().toLowerCase(java.util.Locale.ROOT) + ", which is " + c.type();
      case Expression.OfStepBefore b -> "of the step before, " + inWords(b.value());
      default -> "a value of type " + expression.type();
    };
  }
}
