package dev.firstvalue.store.sql;

/**
 * What {@code facts} reads: {@code instants} as it is, or, where leaves are counted in groups, its
 * rows of one entity together.
 */
final class WholeEntitiesSql {
  private WholeEntitiesSql() {}

  /** Reads the rows of entities. */
  static void from(Select facts, Pass pass, InstantAlgebra... algebras) {
    if (!pass.isGrouped()) {
      facts.from("instants");
      return;
    }
    Select whole = new Select().column("instants.entity", "entity");
    FirstsSql.carry(whole, pass, "instants");
    for (LeafColumn column : pass.columns()) {
      whole.column("sum(instants." + column.matching() + ")", column.matching());
      if (column.leaf().per().isEmpty()) {
        whole.column("min(instants." + column.name() + ")", column.name());
      }
    }
    for (InstantAlgebra algebra : algebras) {
      algebra.leasts(whole);
    }
    facts.from(whole.from("instants").groupBy("entity"), "instants");
  }
}
