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
    return text(depth, Layout.WIDTH);
  }

  /** The text as part of an expression or clause, which is itself behind some indent. */
  String nested(int depth) {
    return text(depth, Layout.WIDTH - 4 * STEP.length());
  }

  private String text(int depth, int wide) {
    int width = wide - depth * STEP.length();
    List<String> lines = new ArrayList<>();
    lines.add("SELECT");
    columns(lines, width);
    if (inner != null) {
      lines.add("FROM");
      lines.add("(");
      lines.add(inner.text(1, width));
      lines.add(innerAlias.isEmpty() ? ")" : ") AS " + innerAlias);
    } else if (from != null) {
      lines.add("FROM " + from);
    }
    if (arrayJoin != null) {
      lines.addAll(Layout.lines(arrayJoin, width));
    }
    if (join != null) {
      lines.add(join);
    }
    conditions(lines, "WHERE ", where, width);
    if (groupBy != null) {
      lines.add("GROUP BY " + groupBy);
    }
    conditions(lines, "HAVING ", having, width);
    lines.addAll(after);
    String indent = STEP.repeat(depth);
    return indent + String.join("\n", lines).replace("\n", "\n" + indent);
  }

  private void columns(List<String> lines, int width) {
    for (int i = 0; i < columns.size(); i++) {
      String end = i == columns.size() - 1 ? "" : ",";
      item(lines, STEP, STEP, columns.get(i), end, width);
    }
  }

  private static void conditions(List<String> lines, String keyword, List<Item> items, int width) {
    for (int i = 0; i < items.size(); i++) {
      String indent = " ".repeat(keyword.length());
      String lead = i == 0 ? keyword : " ".repeat(keyword.length() - 4) + "AND ";
      item(lines, lead, indent, items.get(i), "", width);
    }
  }

  /** An item with its comment behind its first line, or before it where that is too wide. */
  private static void item(
      List<String> lines, String lead, String indent, Item item, String end, int width) {
    String comment = item.comment().isEmpty() ? "" : "-- " + SqlText.comment(item.comment());
    String sql = item.sql() + end;
    boolean laidOut = sql.contains("\n");
    int whole = lead.length() + sql.length() + (comment.isEmpty() ? 0 : comment.length() + 2);
    if (laidOut || whole <= width) {
      lines.add(
          lead + sql.replace("\n", "\n" + indent) + (comment.isEmpty() ? "" : "  " + comment));
      return;
    }
    List<String> broken = Layout.lines(sql, width - indent.length());
    String first = lead + broken.getFirst();
    boolean behind = broken.size() > 1 && first.length() + comment.length() + 2 <= width;
    if (!comment.isEmpty() && !behind) {
      lines.add(
          " ".repeat(lead.isBlank() ? lead.length() : lead.length() - lead.stripLeading().length())
              + comment);
    }
    lines.add(behind && !comment.isEmpty() ? first + "  " + comment : first);
    broken.subList(1, broken.size()).forEach(line -> lines.add(indent + line));
  }
}
