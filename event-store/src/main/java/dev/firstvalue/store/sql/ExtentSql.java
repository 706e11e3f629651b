package dev.firstvalue.store.sql;

/** How far a log reaches: one row. */
final class ExtentSql {
  private ExtentSql() {}

  static Select of(EventTable table) {
    return new Select()
        .column("count()", "row_count")
        .column("min(" + table.time() + ")", "oldest")
        .column("max(" + table.time() + ")", "newest")
        .column(
            table
                .lateness()
                .map(
                    late ->
                        "quantileExactWeighted(0.999)(ceil(greatest(ifNull("
                            + late
                            + ", 0), 0) / 1000000), 1)")
                .orElse("toFloat64(0)"),
            "lateness",
            "in whole seconds, upwards: so a table of a billion rows needs little memory")
        .from(table.from());
  }
}
