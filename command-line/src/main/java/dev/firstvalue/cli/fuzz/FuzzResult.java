package dev.firstvalue.cli.fuzz;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.firstvalue.reporting.render.Printable;
import dev.firstvalue.simulation.random.Trial;
import dev.firstvalue.simulation.shrink.TrialText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run has found.
 *
 * @param seed of the first case; the others follow it
 * @param cases how many were compared
 * @param qualified in how many of them somebody qualified
 * @param failure the first case that differs; the run ends there
 */
record FuzzResult(long seed, long cases, long qualified, Optional<Failure> failure) {

  /**
   * A case in which the store and the reference evaluator differ.
   *
   * @param seed repeats it
   * @param trial the smallest form found
   * @param differences where the two differ in that form
   */
  record Failure(long seed, Trial trial, List<String> differences) {
    Failure {
      differences = List.copyOf(differences);
    }
  }

  String write(FuzzFormat format) {
    return switch (format) {
      case TEXT -> text();
      case JSON -> json();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    failure.ifPresent(
        failed -> {
          text.append("seed ").append(failed.seed()).append(" differs\n");
          failed
              .differences()
              .forEach(each -> text.append("  ").append(printed(each)).append('\n'));
          text.append("\nas of ").append(failed.trial().watermark());
          failed.trial().since().ifPresent(since -> text.append(", since ").append(since));
          failed.trial().until().ifPresent(until -> text.append(", until ").append(until));
          text.append('\n');
          TrialText.files(failed.trial())
              .forEach(
                  (file, content) -> {
                    text.append("\n# ").append(file).append('\n');
                    content
                        .lines()
                        .map(FuzzResult::printed)
                        .forEach(line -> text.append(line).append('\n'));
                  });
          text.append("\nAgain: firstvalue fuzz --seed ")
              .append(failed.seed())
              .append(" --cases 1\n");
        });
    return text.append(summary()).append('\n').toString();
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "seed %d: %,d %s compared, somebody qualified in %,d; %s",
        seed,
        cases,
        cases == 1 ? "case" : "cases",
        qualified,
        failure.isPresent() ? "the store differs" : "no difference");
  }

  private String json() {
    JsonObject json = new JsonObject();
    json.addProperty("seed", Long.toString(seed)); // more than a number of JSON can hold
    json.addProperty("cases", cases);
    json.addProperty("qualified", qualified);
    failure.ifPresent(
        failed -> {
          JsonObject one = new JsonObject();
          one.addProperty("seed", Long.toString(failed.seed()));
          JsonArray differences = new JsonArray();
          failed.differences().forEach(differences::add);
          one.add("differences", differences);
          one.addProperty("asOf", failed.trial().watermark().toString());
          failed.trial().since().ifPresent(t -> one.add("since", new JsonPrimitive(t.toString())));
          failed.trial().until().ifPresent(t -> one.add("until", new JsonPrimitive(t.toString())));
          JsonObject files = new JsonObject();
          TrialText.files(failed.trial()).forEach(files::addProperty);
          one.add("files", files);
          json.add("failure", one);
        });
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
  }

  private static String printed(String line) {
    return Printable.line(line);
  }
}
