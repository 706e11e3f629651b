package dev.firstvalue.cli.lint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.firstvalue.cli.terminal.ProgramVersion;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;

/** Findings as SARIF 2.1.0. */
final class FindingsSarif {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private FindingsSarif() {}

  static String write(Findings findings) {
    JsonObject driver = new JsonObject();
    driver.addProperty("name", "firstvalue");
    driver.addProperty("version", ProgramVersion.text().replace("firstvalue ", ""));
    driver.add("rules", rules(findings));
    JsonObject tool = new JsonObject();
    tool.add("driver", driver);
    JsonArray results = new JsonArray();
    findings.all().forEach(finding -> results.add(result(finding)));
    JsonObject run = new JsonObject();
    run.add("tool", tool);
    // Columns are counted in code points; where nothing is said they are UTF-16 units.
    run.addProperty("columnKind", "unicodeCodePoints");
    run.add("results", results);
    JsonArray runs = new JsonArray();
    runs.add(run);
    JsonObject log = new JsonObject();
    log.addProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.addProperty("version", "2.1.0");
    log.add("runs", runs);
    return GSON.toJson(log) + "\n";
  }

  private static JsonArray rules(Findings findings) {
    JsonArray rules = new JsonArray();
    findings.all().stream()
        .map(Finding::rule)
        .sorted()
        .distinct()
        .forEach(
            id -> {
              JsonObject rule = new JsonObject();
              rule.addProperty("id", id);
              rules.add(rule);
            });
    return rules;
  }

  private static JsonObject result(Finding finding) {
    JsonObject result = new JsonObject();
    result.addProperty("ruleId", finding.rule());
    result.addProperty(
        "level",
        switch (finding.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "note";
        });
    result.add("message", text(finding.explanation()));
    JsonArray locations = new JsonArray();
    locations.add(location(finding));
    result.add("locations", locations);
    finding
        .waived()
        .ifPresent(
            reason -> {
              JsonObject suppression = new JsonObject();
              suppression.addProperty("kind", "external");
              suppression.addProperty("justification", reason);
              JsonArray suppressions = new JsonArray();
              suppressions.add(suppression);
              result.add("suppressions", suppressions);
            });
    return result;
  }

  private static JsonObject location(Finding finding) {
    JsonObject artifact = new JsonObject();
    artifact.addProperty("uri", RelativeReference.of(finding.file()));
    JsonObject physical = new JsonObject();
    physical.add("artifactLocation", artifact);
    if (finding.line() > 0) {
      JsonObject region = new JsonObject();
      region.addProperty("startLine", finding.line());
      region.addProperty("startColumn", finding.column());
      physical.add("region", region);
    }
    JsonObject location = new JsonObject();
    location.add("physicalLocation", physical);
    return location;
  }

  private static JsonObject text(String text) {
    JsonObject message = new JsonObject();
    message.addProperty("text", text);
    return message;
  }
}
