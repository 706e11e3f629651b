package dev.firstvalue.cli.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.firstvalue.definition.finding.Characters;
import dev.firstvalue.reporting.render.Printable;
import java.util.List;
import java.util.Locale;

/** Writes the list of who is stuck. */
final class StuckList {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** What begins a formula, in full width too. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private StuckList() {}

  static String write(List<StuckEntity> entities, StuckFormat format, long total) {
    return switch (format) {
      case TEXT -> text(entities, total);
      case CSV -> csv(entities);
      case JSON -> json(entities);
    };
  }

  private static String text(List<StuckEntity> entities, long total) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT, "%,d have not reached value; the longest stuck first.%n%n", total));
    out.append(
        String.format(
            Locale.ROOT, "%-36s %-24s %10s  %s%n", "entity", "stuck at", "days", "window"));
    for (StuckEntity entity : entities) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-36s %-24s %10.1f  %s%n",
              Printable.line(entity.entity()),
              entity.stuckAt(),
              entity.days(),
              entity.open() ? "open until " + entity.windowEnds() : "over"));
    }
    if (entities.size() < total) {
      out.append(
          String.format(
              Locale.ROOT, "… and %,d more: --limit, or --format csv.%n", total - entities.size()));
    }
    return out.toString();
  }

  private static String csv(List<StuckEntity> entities) {
    StringBuilder out = new StringBuilder("entity,stuck_at,since,days_stuck,window_ends,open\r\n");
    for (StuckEntity entity : entities) {
      out.append(quoted(entity.entity()))
          .append(',')
          .append(entity.stuckAt())
          .append(',')
          .append(entity.since())
          .append(',')
          .append(String.format(Locale.ROOT, "%.3f", entity.days()))
          .append(',')
          .append(entity.windowEnds())
          .append(',')
          .append(entity.open())
          .append("\r\n");
    }
    return out.toString();
  }

  /** A cell that no spreadsheet takes for a formula, and no terminal for an order. */
  private static String quoted(String text) {
    StringBuilder cell = new StringBuilder("\"");
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      cell.append('\'');
    }
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"') {
                cell.append("\"\"");
              } else if (Characters.mayStand(c)) {
                cell.appendCodePoint(c);
              } else {
                cell.append(String.format(Locale.ROOT, "\\u{%x}", c));
              }
            });
    return cell.append('"').toString();
  }

  private static String json(List<StuckEntity> entities) {
    JsonArray rows = new JsonArray();
    for (StuckEntity entity : entities) {
      JsonObject row = new JsonObject();
      row.addProperty("entity", entity.entity());
      row.addProperty("stuckAt", entity.stuckAt());
      row.addProperty("since", entity.since().toString());
      row.addProperty("daysStuck", entity.days());
      row.addProperty("windowEnds", entity.windowEnds().toString());
      row.addProperty("open", entity.open());
      rows.add(row);
    }
    return GSON.toJson(rows) + "\n";
  }
}
