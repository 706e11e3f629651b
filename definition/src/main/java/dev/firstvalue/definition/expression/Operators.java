package dev.firstvalue.definition.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Arithmetic;
import dev.firstvalue.definition.expression.Expression.ArithmeticOperator;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.Concat;
import dev.firstvalue.definition.expression.Expression.Conditional;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.Negate;
import dev.firstvalue.definition.expression.Expression.Not;
import dev.firstvalue.definition.expression.Expression.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types the operators. */
final class Operators {
  /** The operators as the parser names them, and as people write them. */
  static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("_&&_", "&&"),
          Map.entry("_||_", "||"),
          Map.entry("!_", "!"),
          Map.entry("_?_:_", "? :"),
          Map.entry("@in", "in"),
          Map.entry("_==_", "=="),
          Map.entry("_!=_", "!="),
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"),
          Map.entry("-_", "-"));

  private final CelChecker checker;

  Operators(CelChecker checker) {
    this.checker = checker;
  }

  @Nullable Expression check(CelExpr expr, CelCall call) {
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "_&&_", "_||_" -> logical(expr, call.function());
      case "!_" -> {
        Expression operand = checker.checkTyped(args.get(0), Type.BOOL);
        yield operand == null ? null : new Not(operand);
      }
      case "_?_:_" -> conditional(expr, args);
      case "@in" -> in(args);
      case "_==_" -> compare(expr, args, ComparisonOperator.EQUAL);
      case "_!=_" -> compare(expr, args, ComparisonOperator.NOT_EQUAL);
      case "_<_" -> compare(expr, args, ComparisonOperator.LESS);
      case "_<=_" -> compare(expr, args, ComparisonOperator.LESS_OR_EQUAL);
      case "_>_" -> compare(expr, args, ComparisonOperator.GREATER);
      case "_>=_" -> compare(expr, args, ComparisonOperator.GREATER_OR_EQUAL);
      case "_+_" -> arithmetic(expr, args, ArithmeticOperator.PLUS);
      case "_-_" -> arithmetic(expr, args, ArithmeticOperator.MINUS);
      case "_*_" -> arithmetic(expr, args, ArithmeticOperator.TIMES);
      case "_/_" -> arithmetic(expr, args, ArithmeticOperator.DIVIDE);
      case "_%_" -> arithmetic(expr, args, ArithmeticOperator.REMAINDER);
      case "-_" -> negate(args.get(0));
      default -> throw new IllegalStateException("operator: " + call.function());
    };
  }

  /** A chain of one operator is one node, however the parser balanced it. */
  private @Nullable Expression logical(CelExpr expr, String function) {
    List<CelExpr> leaves = new ArrayList<>();
    flatten(expr, function, leaves);
    List<Expression> parts = new ArrayList<>();
    for (CelExpr leaf : leaves) {
      Expression part = checker.checkTyped(leaf, Type.BOOL);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.size() < leaves.size()) {
      return null;
    }
    return function.equals("_&&_") ? new And(parts) : new Or(parts);
  }

  private static void flatten(CelExpr expr, String function, List<CelExpr> leaves) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals(function)) {
      expr.call().args().forEach(part -> flatten(part, function, leaves));
    } else {
      leaves.add(expr);
    }
  }

  private @Nullable Expression conditional(CelExpr expr, List<CelExpr> args) {
    Expression condition = checker.checkTyped(args.get(0), Type.BOOL);
    List<Expression> branches = checker.checkAll(args.subList(1, 3));
    if (condition == null || branches == null) {
      return null;
    }
    Numbers.Pair pair = Numbers.alike(branches.get(0), branches.get(1));
    if (pair.left().type() != pair.right().type()) {
      return mismatch(expr, "? :", pair, "two values of one type");
    }
    return new Conditional(condition, pair.left(), pair.right(), pair.left().type());
  }

  private @Nullable Expression in(List<CelExpr> args) {
    Expression value = checker.check(args.get(0));
    CelExpr list = args.get(1);
    if (list.getKind() != CelExpr.ExprKind.Kind.LIST || list.list().elements().isEmpty()) {
      return checker.unsupported(list, "no list of literals", "[literal, …] with at least one");
    }
    List<Expression> among = new ArrayList<>();
    for (CelExpr element : list.list().elements()) {
      Expression literal = checker.check(element);
      if (literal == null || value == null) {
        continue;
      }
      Numbers.Pair pair = Numbers.comparable(value, literal);
      if (!Literals.isLiteral(literal)) {
        checker.unsupported(element, CelChecker.inWords(literal), "a literal");
      } else if (!comparable(pair)) {
        mismatch(element, "in", pair, "two values of one type");
      } else {
        among.add(pair.right());
      }
    }
    return value == null || among.size() < list.list().elements().size()
        ? null
        : new In(value, among);
  }

  private @Nullable Expression compare(
      CelExpr expr, List<CelExpr> args, ComparisonOperator operator) {
    List<Expression> sides = checker.checkAll(args);
    if (sides == null) {
      return null;
    }
    String word = word(expr);
    Numbers.Pair pair = Numbers.comparable(sides.get(0), sides.get(1));
    if (!comparable(pair)) {
      return mismatch(expr, word, pair, "two values of one type");
    }
    boolean equality =
        operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
    if (!equality && pair.left().type() == Type.BOOL) {
      return mismatch(expr, word, pair, "values with an order, or == and !=");
    }
    return new Comparison(operator, pair.left(), pair.right());
  }

  private static boolean comparable(Numbers.Pair pair) {
    return pair.left().type() == pair.right().type()
        || (Numbers.isNumber(pair.left()) && Numbers.isNumber(pair.right()));
  }

  private @Nullable Expression arithmetic(
      CelExpr expr, List<CelExpr> args, ArithmeticOperator operator) {
    List<Expression> sides = checker.checkAll(args);
    if (sides == null) {
      return null;
    }
    Numbers.Pair pair = Numbers.alike(sides.get(0), sides.get(1));
    Expression left = pair.left();
    Expression right = pair.right();
    if (operator == ArithmeticOperator.PLUS
        && left.type() == Type.STRING
        && right.type() == Type.STRING) {
      return new Concat(left, right);
    }
    Type type = ArithmeticTypes.of(operator, left.type(), right.type());
    return type == null
        ? mismatch(expr, word(expr), pair, "operands that " + word(expr) + " takes")
        : new Arithmetic(operator, left, right, type);
  }

  private @Nullable Expression negate(CelExpr arg) {
    Expression operand = checker.check(arg);
    if (operand == null) {
      return null;
    }
    return Numbers.isNumber(operand)
        ? new Negate(operand)
        : checker.refuse(Refusal.TYPE, arg, CelChecker.inWords(operand), "INT or DOUBLE");
  }

  private @Nullable Expression mismatch(
      CelExpr at, String word, Numbers.Pair pair, String expected) {
    return checker.refuse(
        Refusal.TYPE, at, pair.left().type() + " " + word + " " + pair.right().type(), expected);
  }

  private static String word(CelExpr expr) {
    return NAMES.getOrDefault(expr.call().function(), expr.call().function());
  }
}
