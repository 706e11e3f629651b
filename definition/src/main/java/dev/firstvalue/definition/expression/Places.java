package dev.firstvalue.definition.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.Map;

/** Where the parts of a parsed expression are, in code points. */
final class Places {
  private final Map<Long, Integer> offsets;

  Places(Map<Long, Integer> offsets) {
    this.offsets = offsets;
  }

  /**
   * What the parser noted: of an operator the operator, of a call its parenthesis, of a field its
   * dot.
   */
  int noted(CelExpr expr) {
    return offsets.getOrDefault(expr.id(), 0);
  }

  /** The first code point of a part. */
  int start(CelExpr expr) {
    return switch (expr.getKind()) {
      case SELECT -> Math.min(start(expr.select().operand()), noted(expr));
      case CALL -> {
        CelCall call = expr.call();
        int start =
            Character.isLetter(call.function().codePointAt(0)) ? function(expr) : noted(expr);
        if (call.target().isPresent()) {
          start = Math.min(start, start(call.target().get()));
        }
        for (CelExpr argument : call.args()) {
          start = Math.min(start, start(argument));
        }
        yield start;
      }
      case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> noted(expr);
    };
  }

  /** The name of a called function. */
  int function(CelExpr call) {
    String name = call.call().function();
    return Math.max(0, noted(call) - name.codePointCount(0, name.length()));
  }

  /** The name of a selected field. */
  int field(CelExpr select) {
    return noted(select) + 1;
  }
}
