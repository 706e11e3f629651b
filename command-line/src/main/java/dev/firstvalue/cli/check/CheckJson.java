package dev.firstvalue.cli.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.lint.FindingsFormat;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.meaning.Reason;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.reporting.ReportFormat;
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.Locale;

/** A check for programs: base, findings, and each definition with both reports whole. */
final class CheckJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final ReportWriter REPORTS = new ReportWriter(false);

  private CheckJson() {}

  static String write(CheckResult result) {
    JsonObject all = new JsonObject();
    all.addProperty("base", result.base());
    all.addProperty("fine", !result.blocks());
    all.add("lint", findings(result.lint()));
    all.add("changes", findings(result.changes()));
    all.add("verdicts", findings(result.verdicts()));
    JsonArray definitions = new JsonArray();
    result.definitions().forEach(measured -> definitions.add(definition(measured)));
    all.add("definitions", definitions);
    JsonArray experiments = new JsonArray();
    result.experiments().forEach(reading -> experiments.add(experiment(reading)));
    all.add("experiments", experiments);
    return GSON.toJson(all) + "\n";
  }

  private static JsonObject definition(Measured measured) {
    Proposal proposal = measured.proposal();
    JsonObject row = new JsonObject();
    row.addProperty("name", proposal.name());
    row.addProperty("file", proposal.file());
    row.addProperty("change", word(proposal.effect()));
    JsonArray reasons = new JsonArray();
    proposal.reasons().forEach(reason -> reasons.add(reason(reason)));
    row.add("reasons", reasons);
    measured.before().ifPresent(report -> row.add("before", report(report)));
    measured.after().ifPresent(report -> row.add("after", report(report)));
    measured
        .bridge()
        .ifPresent(
            bridge ->
                row.add(
                    "bridge", JsonParser.parseString(REPORTS.write(bridge, ReportFormat.JSON))));
    measured.note().ifPresent(note -> row.addProperty("note", note));
    return row;
  }

  private static JsonObject experiment(ExperimentReading reading) {
    JsonObject row = new JsonObject();
    row.addProperty("name", reading.name());
    row.addProperty("file", reading.file());
    row.addProperty("definition", reading.definition());
    row.addProperty("running", reading.running());
    row.addProperty("stays", reading.stays());
    row.addProperty("flips", reading.flips());
    row.addProperty("sentence", reading.sentence());
    reading.before().ifPresent(report -> row.add("before", lift(report)));
    reading.after().ifPresent(report -> row.add("after", lift(report)));
    reading.note().ifPresent(note -> row.addProperty("note", note));
    return row;
  }

  private static JsonElement lift(LiftReport report) {
    return JsonParser.parseString(REPORTS.write(report, ReportFormat.JSON));
  }

  private static JsonObject reason(Reason reason) {
    JsonObject row = new JsonObject();
    row.addProperty("change", word(reason.kind()));
    row.addProperty("path", reason.difference().path());
    reason.difference().before().ifPresent(text -> row.addProperty("before", text));
    reason.difference().after().ifPresent(text -> row.addProperty("after", text));
    row.addProperty("why", reason.why());
    return row;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonElement findings(Findings findings) {
    return JsonParser.parseString(FindingsFormat.JSON.write(findings))
        .getAsJsonObject()
        .get("findings");
  }

  private static JsonElement report(ValidationReport report) {
    return JsonParser.parseString(REPORTS.write(report, ReportFormat.JSON));
  }
}
