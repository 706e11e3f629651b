package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;

/** Who is counted. */
public enum EntityKind {
  USER(EventColumn.USER),
  ACCOUNT(EventColumn.ACCOUNT);

  private final EventColumn column;

  EntityKind(EventColumn column) {
    this.column = column;
  }

  /** The column of an event that names the entity. */
  public Column column() {
    return new Column(column);
  }

  /** The entity as documents spell it: {@code user} or {@code account}. */
  public static EntityKind of(String word) {
    return switch (word) {
      case "user" -> USER;
      case "account" -> ACCOUNT;
      default ->
          throw new IllegalArgumentException("entity: " + word + " (expected: user or account)");
    };
  }
}
