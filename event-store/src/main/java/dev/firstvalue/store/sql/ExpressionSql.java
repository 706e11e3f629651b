package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Arithmetic;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.Concat;
import dev.firstvalue.definition.expression.Expression.Conditional;
import dev.firstvalue.definition.expression.Expression.DoubleLiteral;
import dev.firstvalue.definition.expression.Expression.DurationLiteral;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.Negate;
import dev.firstvalue.definition.expression.Expression.Not;
import dev.firstvalue.definition.expression.Expression.OfStepBefore;
import dev.firstvalue.definition.expression.Expression.Or;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.Size;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Expression.TextTest;
import dev.firstvalue.definition.expression.Expression.TimestampLiteral;
import dev.firstvalue.definition.expression.Type;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expressions as SQL, unknown as NULL. ClickHouse's AND, OR and NOT are Kleene's, and its
 * comparisons and functions give NULL for NULL; what else the language demands is said here.
 *
 * <p>INT and times are Int64, DOUBLE is Float64, BOOL is Bool or UInt8. Each operand is written
 * once, so that the text is as long as the expression.
 */
final class ExpressionSql {
  private static final Pattern PLAIN_PART =
      Pattern.compile(
          "[A-Za-z0-9 _,:;@/=<>!#%&~'\".*+?^$|()-]+|\\\\[.\\\\/-]|\\[\\^?[A-Za-z0-9 _.-]+]");

  private final Scope scope;

  private ExpressionSql(Scope scope) {
    this.scope = scope;
  }

  /** The expression as SQL that can stand as an operand. */
  static String of(Expression expression, Scope scope) {
    return new ExpressionSql(scope).sql(expression);
  }

  private String sql(Expression expression) {
    return switch (expression) {
      case StringLiteral(String value) -> SqlText.literal(value);
      case IntLiteral(long value) -> SqlText.integer(value);
      case DoubleLiteral(double value) -> SqlText.number(value);
      case BoolLiteral(boolean value) -> Boolean.toString(value);
      case TimestampLiteral(long micros) -> SqlText.integer(micros);
      case DurationLiteral(long micros) -> SqlText.integer(micros);
      case Property property -> scope.property(property);
      case StartProperty property -> scope.startProperty(property);
      case Column(Expression.EventColumn column) -> scope.column(column);
      case OfStepBefore(Expression value) -> of(value, scope.stepBefore());
      case Has(OfStepBefore(Expression property)) -> scope.stepBefore().present(property);
      case Has(Expression property) -> scope.present(property);
      case Comparison(ComparisonOperator operator, Expression left, Expression right) ->
          "(" + sql(left) + " " + symbol(operator) + " " + sql(right) + ")";
      case In(Expression value, List<Expression> among) -> in(value, among);
      case And(List<Expression> parts) -> joined(parts, " AND ", "true");
      case Or(List<Expression> parts) -> joined(parts, " OR ", "false");
      case Not(Expression operand) -> "(NOT " + sql(operand) + ")";
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Negate(Expression operand) ->
          operand.type() == Type.DOUBLE ? "(-" + sql(operand) + ")" : whole("-" + wide(operand));
      case Conditional(Expression condition, Expression then, Expression otherwise, Type type) ->
          "(CASE "
              + sql(condition)
              + " WHEN true THEN "
              + as(then, type)
              + " WHEN false THEN "
              + as(otherwise, type)
              + " ELSE NULL END)";
      case Concat(Expression left, Expression right) ->
          "concat(" + sql(left) + ", " + sql(right) + ")";
      case Size(Expression text) -> "toInt64(lengthUTF8(" + sql(text) + "))";
      case TextTest test -> test(test);
    };
  }

  private String in(Expression value, List<Expression> among) {
    if (among.isEmpty()) {
      return "false";
    }
    if (among.stream().allMatch(StringLiteral.class::isInstance)) {
      return "("
          + sql(value)
          + " IN "
          + among.stream().map(this::sql).collect(Collectors.joining(", ", "(", ")"))
          + ")";
    }
    return among.stream()
        .map(element -> sql(new Comparison(ComparisonOperator.EQUAL, value, element)))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String joined(List<Expression> parts, String operator, String none) {
    return parts.isEmpty()
        ? none
        : parts.stream().map(this::sql).collect(Collectors.joining(operator, "(", ")"));
  }

  private String arithmetic(Arithmetic arithmetic) {
    Expression left = arithmetic.left();
    Expression right = arithmetic.right();
    if (arithmetic.type() == Type.DOUBLE) {
      String symbol =
          switch (arithmetic.operator()) {
            case PLUS -> " + ";
            case MINUS -> " - ";
            case TIMES -> " * ";
            case DIVIDE -> " / ";
            case REMAINDER -> throw new IllegalArgumentException("remainder of DOUBLE");
          };
      return "arrayFirstOrNull(v -> isFinite(v), ["
          + as(left, Type.DOUBLE)
          + symbol
          + as(right, Type.DOUBLE)
          + "])";
    }
    return whole(
        switch (arithmetic.operator()) {
          case PLUS -> wide(left) + " + " + wide(right);
          case MINUS -> wide(left) + " - " + wide(right);
          case TIMES -> wide(left) + " * " + wide(right);
          case DIVIDE -> "intDivOrZero(" + wide(left) + ", nullIf(" + wide(right) + ", 0))";
          case REMAINDER -> "moduloOrZero(" + wide(left) + ", nullIf(" + wide(right) + ", 0))";
        });
  }

  /** The result of arithmetic on wide integers; NULL if it does not fit. */
  private static String whole(String wide) {
    return "accurateCastOrNull(" + wide + ", 'Int64')";
  }

  private String wide(Expression expression) {
    return "toInt128(" + sql(expression) + ")";
  }

  /** The expression, made the type that both branches or both operands share. */
  private String as(Expression expression, Type type) {
    return type == Type.DOUBLE && expression.type() != Type.DOUBLE
        ? "toFloat64(" + sql(expression) + ")"
        : sql(expression);
  }

  private String test(TextTest test) {
    String text = sql(test.text());
    String argument = sql(test.argument());
    return switch (test.operator()) {
      case STARTS_WITH -> "startsWith(" + text + ", " + argument + ")";
      case ENDS_WITH -> "endsWith(" + text + ", " + argument + ")";
      case CONTAINS -> "(position(" + text + ", " + argument + ") > 0)";
      case MATCHES -> {
        if (!(test.argument() instanceof StringLiteral(String pattern))) {
          throw new IllegalArgumentException(
              "pattern: " + test.argument() + " (expected: a literal)");
        }
        yield "match(" + text + ", " + SqlText.literal(pattern(pattern)) + ")";
      }
    };
  }

  /**
   * The pattern with a dot that stops at a newline. Before it searches, ClickHouse looks for a text
   * that every match has, and goes wrong about it: of {@code 😀?} it leaves away the last byte and
   * demands the others, and it ends {@code []a]} at the first bracket. An alternative beside it
   * that never matches (no place is a boundary and none) makes it look for nothing. Plain patterns
   * keep that search, which is the faster one.
   */
  private static String pattern(String pattern) {
    Matcher part = PLAIN_PART.matcher(pattern);
    int plain = 0;
    while (part.find() && part.start() == plain) {
      plain = part.end();
    }
    return (plain == pattern.length() ? "(?-s)" : "(?-s)\\b\\B|") + pattern;
  }

  private static String symbol(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "!=";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }
}
