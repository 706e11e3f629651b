package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;

/** NULL of the type that the values of a type have. */
final class Unknown {
  private Unknown() {}

  static String of(Type type) {
    return switch (type) {
      case STRING -> "CAST(NULL, 'Nullable(String)')";
      case INT, TIMESTAMP, DURATION -> "CAST(NULL, 'Nullable(Int64)')";
      case DOUBLE -> "CAST(NULL, 'Nullable(Float64)')";
      case BOOL -> "CAST(NULL, 'Nullable(Bool)')";
    };
  }

  /** Names of an event that is not there. */
  static Scope scope() {
    return new Scope() {
      @Override
      public String property(Expression.Property property) {
        return of(property.type());
      }

      @Override
      public String startProperty(Expression.StartProperty property) {
        return of(property.type());
      }

      @Override
      public String present(Expression property) {
        return "false";
      }

      @Override
      public String column(Expression.EventColumn column) {
        return of(new Expression.Column(column).type());
      }
    };
  }
}
