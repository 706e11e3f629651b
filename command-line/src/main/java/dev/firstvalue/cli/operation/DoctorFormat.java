package dev.firstvalue.cli.operation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.firstvalue.registry.operation.Check;
import dev.firstvalue.reporting.render.Printable;
import java.util.List;
import java.util.Locale;

/** How an examination is written. */
enum DoctorFormat {
  /** For people: a line a check, and what to do below it. */
  TEXT {
    @Override
    String write(List<Check> checks) {
      StringBuilder text = new StringBuilder();
      for (Check check : checks) {
        text.append(
            String.format(
                Locale.ROOT,
                "%-7s  %-10s  %s%n",
                word(check),
                check.name(),
                Printable.line(check.finding())));
        if (!check.remedy().isEmpty()) {
          text.append(" ".repeat(21)).append(Printable.line(check.remedy())).append(".\n");
        }
      }
      return text.toString();
    }
  },
  /** For programs. */
  JSON {
    @Override
    String write(List<Check> checks) {
      JsonArray rows = new JsonArray();
      for (Check check : checks) {
        JsonObject row = new JsonObject();
        row.addProperty("check", check.name());
        row.addProperty("outcome", check.outcome().name());
        row.addProperty("finding", check.finding());
        if (!check.remedy().isEmpty()) {
          row.addProperty("remedy", check.remedy());
        }
        rows.add(row);
      }
      JsonObject all = new JsonObject();
      all.add("checks", rows);
      return GSON.toJson(all) + "\n";
    }
  };

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** The examination in this form. */
  abstract String write(List<Check> checks);

  private static String word(Check check) {
    return switch (check.outcome()) {
      case FINE -> "fine";
      case WARNING -> "look";
      case FAILURE -> "broken";
    };
  }
}
