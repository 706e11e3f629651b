package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Source;
import java.time.Instant;

/** Canonical ids of users, by the newest link of each alias before the watermark. */
final class IdentitySql {
  private final Source.Identities source;
  private final TableColumns columns;
  private final ColumnType timeType;
  private final Instant watermark;

  IdentitySql(Source.Identities source, TableColumns columns, Instant watermark) {
    this.source = source;
    this.columns = columns;
    this.timeType = Times.check(columns, source.timestamp());
    this.watermark = watermark;
  }

  /** The id to read in the place of a user's own, behind {@link #join}. */
  static String canonical(String own) {
    return "coalesce(identity.canonical, " + own + ")";
  }

  /** The links beside rows whose user is {@code own}, a text; a row stays one row. */
  String join(String own, String global) {
    return "\n"
        + global
        + "LEFT JOIN\n(\n"
        + links().text(1)
        + "\n) AS identity ON "
        + own
        + " = identity.alias";
  }

  /** How many aliases are odd: conflicts, and chains, which are not followed. */
  Select quality() {
    return new Select()
        .column("count()", "aliases")
        .column("countIf(link.canonicals > 1)", "conflicts", "more than one canonical id")
        .column(
            "countIf(ifNull(next.canonical != link.canonical, false))",
            "chains",
            "the canonical id is an alias of another")
        .from(links().column("uniqExact(rows.canonical)", "canonicals"), "link")
        .join("LEFT JOIN\n(\n" + links().text(1) + "\n) AS next ON link.canonical = next.alias");
  }

  /** One row an alias. */
  private Select links() {
    Select rows =
        new Select()
            .column(present(source.alias(), text(source.alias())), "alias")
            .column(present(source.canonical(), text(source.canonical())), "canonical")
            .column(
                present(source.timestamp(), Times.micros(column(source.timestamp()), timeType)),
                "t")
            .from(SqlText.table(source.table()) + " AS i")
            .where(
                column(source.timestamp()) + " < " + Times.limit(watermark, timeType),
                "the watermark")
            .where(text(source.alias()) + " NOT IN " + Owners.NOBODY, "nobody is no alias")
            .where(text(source.canonical()) + " NOT IN " + Owners.NOBODY, "and nobody's");
    return new Select()
        .column("rows.alias", "alias")
        .column(
            "toNullable(argMin(rows.canonical, (-t, rows.canonical)))",
            "canonical",
            "of the newest link, the least id of several")
        .from(rows, "rows")
        .groupBy("rows.alias");
  }

  /** The value of a column of rows where it is there. */
  private String present(String name, String sql) {
    return columns.type(name).nullable() ? "assumeNotNull(" + sql + ")" : sql;
  }

  private String text(String name) {
    return columns.type(name).isText() ? column(name) : "toString(" + column(name) + ")";
  }

  private static String column(String name) {
    return "i." + SqlText.identifier(name);
  }
}
