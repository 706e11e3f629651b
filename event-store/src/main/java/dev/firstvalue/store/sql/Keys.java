package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;

/** Values as texts that are equal when the values are. */
final class Keys {
  private Keys() {}

  static String text(Expression value, String sql) {
    return switch (value.type()) {
      case STRING -> sql;
      case DOUBLE -> "toString(" + sql + " + 0)"; // -0 and 0 are one value
      case BOOL -> "toString(toUInt8(" + sql + "))";
      case INT, TIMESTAMP, DURATION -> "toString(" + sql + ")";
    };
  }
}
