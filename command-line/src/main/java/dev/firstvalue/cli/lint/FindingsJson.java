package dev.firstvalue.cli.lint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import java.util.Locale;

/** Findings for programs: an object with {@code findings}, an object each. */
final class FindingsJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private FindingsJson() {}

  static String write(Findings findings) {
    JsonArray rows = new JsonArray();
    for (Finding finding : findings.all()) {
      JsonObject row = new JsonObject();
      row.addProperty("rule", finding.rule());
      row.addProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
      row.addProperty("file", finding.file());
      row.addProperty("line", finding.line());
      row.addProperty("column", finding.column());
      row.addProperty("path", finding.path());
      row.addProperty("message", finding.message());
      finding.found().ifPresent(text -> row.addProperty("found", text));
      finding.expected().ifPresent(text -> row.addProperty("expected", text));
      finding.suggestion().ifPresent(text -> row.addProperty("suggestion", text));
      finding.waived().ifPresent(text -> row.addProperty("waived", text));
      rows.add(row);
    }
    JsonObject all = new JsonObject();
    all.add("findings", rows);
    return GSON.toJson(all) + "\n";
  }
}
