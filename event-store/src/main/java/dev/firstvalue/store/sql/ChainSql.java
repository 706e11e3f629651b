package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Leaf;
import java.util.List;

final class ChainSql {
  private ChainSql() {}

  static List<Expression> reads(Leaf.Chain chain, int link) {
    if (!chain.links().isEmpty()) {
      throw new IllegalStateException("chain");
    }
    return List.of();
  }

  static List<Carried> columns(Leaf.Chain chain, List<String> events, String name) {
    if (!chain.links().isEmpty()) {
      throw new IllegalStateException("chain");
    }
    return List.of();
  }
}
