package dev.firstvalue.simulation.shrink;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.firstvalue.definition.document.DocumentWriter;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.simulation.random.Trial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trial as files: its documents as a repository holds them, its logs as {@code firstvalue import}
 * reads them.
 */
public final class TrialText {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private TrialText() {}

  /** The text of each file by its path, in the order in which people read them. */
  public static Map<String, String> files(Trial trial) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("event-model.yaml", DocumentWriter.write(trial.model()));
    files.put(
        "definitions/" + trial.definition().getMetadata().getName() + ".yaml",
        DocumentWriter.write(trial.definition()));
    for (int i = 0; i < trial.others().size(); i++) {
      files.put(
          "definitions/other-" + (i + 1) + ".yaml", DocumentWriter.write(trial.others().get(i)));
    }
    files.put(
        "experiments/" + trial.experiment().getMetadata().getName() + ".yaml",
        DocumentWriter.write(trial.experiment()));
    StringBuilder events = new StringBuilder("ts,event,event_id,user_id,account_id,properties\n");
    trial.events().forEach(event -> row(event, events));
    files.put("events.csv", events.toString());
    StringBuilder exposures = new StringBuilder("ts,experiment,arm,user_id,account_id\n");
    trial.exposures().forEach(exposure -> row(exposure, exposures));
    files.put("exposures.csv", exposures.toString());
    StringBuilder identities = new StringBuilder("linked_at,alias,canonical\n");
    trial.identities().forEach(identity -> row(identity, identities));
    files.put("identities.csv", identities.toString());
    return files;
  }

  private static void row(Event event, StringBuilder csv) {
    row(
        csv,
        Micros.instant(event.timestamp()).toString(),
        event.name(),
        event.id(),
        event.user(),
        event.account(),
        JSON.toJson(new TreeMap<>(event.properties())));
  }

  private static void row(Exposure exposure, StringBuilder csv) {
    row(
        csv,
        Micros.instant(exposure.timestamp()).toString(),
        exposure.experiment(),
        exposure.arm(),
        exposure.user(),
        exposure.account());
  }

  private static void row(Identity identity, StringBuilder csv) {
    row(
        csv,
        Micros.instant(identity.timestamp()).toString(),
        identity.alias(),
        identity.canonical());
  }

  private static void row(StringBuilder csv, @Nullable String... fields) {
    for (int i = 0; i < fields.length; i++) {
      csv.append(i == 0 ? "" : ",").append(field(fields[i]));
    }
    csv.append('\n');
  }

  /** Quoted where it has to be. */
  private static String field(@Nullable String text) {
    if (text == null) {
      return "";
    }
    boolean plain = text.codePoints().noneMatch(c -> c == ',' || c == '"' || c <= ' ');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
