package dev.firstvalue.cli.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.Clause;
import dev.firstvalue.definition.explain.Explanation;
import dev.firstvalue.definition.explain.Mark;
import dev.firstvalue.definition.explain.Progress;
import dev.firstvalue.definition.explain.TimelineEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation for machines; what is undefined is absent. */
final class ExplanationJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ExplanationJson() {}

  static String of(Explanation explanation) {
    JsonObject json = new JsonObject();
    json.addProperty("entity", explanation.entity());
    json.addProperty("standing", explanation.standing().name());
    instant(json, "asOf", explanation.watermark());
    explanation
        .start()
        .ifPresent(
            start -> {
              instant(json, "timeZero", start.timeZero());
              instant(json, "windowEnds", start.windowEnds());
              start.variant().ifPresent(name -> json.addProperty("variant", name));
              start.notNew().ifPresent(why -> json.addProperty("notNew", why));
            });
    explanation.qualifies().ifPresent(clause -> json.add("qualifies", clause(clause)));
    JsonArray milestones = new JsonArray();
    for (Explanation.Milestone milestone : explanation.milestones()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", milestone.name());
      one.add("condition", clause(milestone.clause()));
      milestones.add(one);
    }
    json.add("milestones", milestones);
    JsonArray outcomes = new JsonArray();
    for (Explanation.Outcome outcome : explanation.outcomes()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", outcome.name());
      instant(one, "windowBegins", outcome.begins());
      one.add("condition", clause(outcome.clause()));
      outcomes.add(one);
    }
    json.add("outcomes", outcomes);
    json.add("events", events(explanation.events()));
    return text(json);
  }

  static String text(JsonObject json) {
    return GSON.toJson(json) + "\n";
  }

  static JsonArray events(List<TimelineEvent> rows) {
    JsonArray events = new JsonArray();
    rows.forEach(event -> events.add(event(event)));
    return events;
  }

  static JsonObject clause(Clause clause) {
    JsonObject json = new JsonObject();
    json.addProperty("path", clause.path());
    json.addProperty("asks", clause.words());
    json.addProperty("state", clause.state().name());
    instant(json, "at", clause.at());
    instant(json, "windowEnds", clause.ends());
    json.add("progress", progress(clause.progress()));
    if (!clause.group().isEmpty()) {
      json.add("group", GSON.toJsonTree(clause.group()));
    }
    if (!clause.parts().isEmpty()) {
      json.add("parts", clauses(clause.parts()));
    }
    clause.unless().ifPresent(veto -> json.add("unless", clause(veto)));
    return json;
  }

  private static JsonArray clauses(List<Clause> clauses) {
    JsonArray array = new JsonArray();
    clauses.forEach(clause -> array.add(clause(clause)));
    return array;
  }

  private static JsonObject progress(Progress progress) {
    JsonObject json = new JsonObject();
    switch (progress) {
      case Progress.Count count -> have(json, count.counted(), count.needed());
      case Progress.Sum sum -> have(json, sum.sum(), sum.needed());
      case Progress.Steps steps -> have(json, steps.reached(), steps.needed());
      case Progress.Parts parts -> have(json, parts.holding(), parts.needed());
      case Progress.Ratio ratio -> {
        json.addProperty("of", ratio.of());
        json.addProperty("to", ratio.to());
        json.addProperty("above", ratio.above());
        json.addProperty("from", ratio.from());
        instant(json, "look", ratio.look());
      }
    }
    return json;
  }

  private static void have(JsonObject json, Number have, Number needed) {
    json.addProperty("have", have);
    json.addProperty("needed", needed);
  }

  private static JsonObject event(TimelineEvent row) {
    JsonObject json = new JsonObject();
    instant(json, "at", row.event().timestamp());
    json.addProperty("event", row.event().name());
    json.addProperty("start", row.timeZero());
    json.addProperty("excluded", row.excluded());
    JsonArray marks = new JsonArray();
    for (Mark mark : row.marks()) {
      JsonObject one = new JsonObject();
      one.addProperty("path", mark.path());
      one.addProperty("kind", mark.kind().name());
      one.addProperty("note", mark.note());
      marks.add(one);
    }
    json.add("marks", marks);
    return json;
  }

  static void instant(JsonObject json, String name, @Nullable Long micros) {
    if (micros != null) {
      json.addProperty(name, Micros.instant(micros).toString());
    }
  }
}
