package dev.firstvalue.store.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT, laid out as people lay out SQL: a clause a line, a column a line, comments behind.
 */
final class Select {
  private static final String STEP = "    ";

  private record Item(String sql, String comment) {}

  private final List<String> aliases = new ArrayList<>();

  private final List<Item> columns = new ArrayList<>();
  private final List<Item> where = new ArrayList<>();
  private final List<Item> having = new ArrayList<>();
  private final List<String> after = new ArrayList<>();
  private @Nullable String from;
  private @Nullable Select inner;
  private String innerAlias = "";
  private @Nullable String arrayJoin;
  private @Nullable String join;
  private @Nullable String groupBy;

  Select column(String expression, String alias) {
    return column(expression, alias, "");
  }

  Select column(String expression, String alias, String comment) {
    String sql = expression.equals(alias) ? alias : expression + " AS " + alias;
    columns.add(new Item(sql, comment));
    aliases.add(alias);
    return this;
  }

  /** The names of the columns, in order. */
  List<String> aliases() {
    return List.copyOf(aliases);
  }

  Select from(String table) {
    this.from = table;
    return this;
  }

  Select from(Select subquery, String alias) {
    this.inner = subquery;
    this.innerAlias = alias;
    return this;
  }

  Select arrayJoin(String clause) {
    this.arrayJoin = clause;
    return this;
  }

  Select join(String clause) {
    this.join = clause;
    return this;
  }

  Select where(String condition, String comment) {
    where.add(new Item(condition, comment));
    return this;
  }

  Select having(String condition, String comment) {
    having.add(new Item(condition, comment));
    return this;
  }

  Select groupBy(String clause) {
    this.groupBy = clause;
    return this;
  }

  /** A clause behind the others: ORDER BY, UNION ALL, SETTINGS. */
  Select then(String clause) {
    after.add(clause);
    return this;
  }

  /** The text, every line of it behind this many steps of indent, without a newline at its end. */
  String text(int depth) {
    List<String> lines = new ArrayList<>();
    lines.add("SELECT");
    items(lines, columns, STEP, ",", true);
    if (inner != null) {
      lines.add("FROM");
      lines.add("(");
      lines.add(inner.text(1));
      lines.add(innerAlias.isEmpty() ? ")" : ") AS " + innerAlias);
    } else if (from != null) {
      lines.add("FROM " + from);
    }
    if (arrayJoin != null) {
      lines.add(arrayJoin);
    }
    if (join != null) {
      lines.add(join);
    }
    conditions(lines, "WHERE ", where);
    if (groupBy != null) {
      lines.add("GROUP BY " + groupBy);
    }
    conditions(lines, "HAVING ", having);
    lines.addAll(after);
    String indent = STEP.repeat(depth);
    return indent + String.join("\n", lines).replace("\n", "\n" + indent);
  }

  private static void conditions(List<String> lines, String keyword, List<Item> items) {
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      String lead = i == 0 ? keyword : " ".repeat(keyword.length() - 4) + "AND ";
      lines.add(lead + item.sql() + behind(item));
    }
  }

  private static void items(
      List<String> lines, List<Item> items, String indent, String separator, boolean last) {
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      String end = last && i == items.size() - 1 ? "" : separator;
      lines.add(indent + item.sql().replace("\n", "\n" + indent) + end + behind(item));
    }
  }

  private static String behind(Item item) {
    return item.comment().isEmpty() ? "" : "  -- " + SqlText.comment(item.comment());
  }
}
