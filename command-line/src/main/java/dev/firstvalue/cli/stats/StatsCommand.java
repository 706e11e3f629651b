package dev.firstvalue.cli.stats;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.statistics.calculator.Calculators;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The calculators on plain counts. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = "Compute a statistic from plain counts; one JSON line for each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue stats two_proportion_z x1=8502 n1=44700 x2=8279 n2=45489 direction=arm2-arm1",
      "  firstvalue stats one_proportion_ci95 x=81 n=263",
      "  firstvalue stats --batch cases.jsonl",
      "%nA line in: {\"method\": …, \"inputs\": {…}}; a line out: the same and its \"result\", or"
          + " an \"error\" (and exit code 1). null is undefined, \"Infinity\" an unbounded limit."
    })
public final class StatsCommand implements Callable<Integer> {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "METHOD",
      description = "A method; --list names them.")
  private @Nullable String method;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "An input; the value is JSON, or else a text.")
  private List<String> inputs = List.of();

  @Option(
      names = "--batch",
      paramLabel = "FILE",
      description = "Read a case a line from this file, - for standard input.")
  private @Nullable Path batch;

  @Option(names = "--list", description = "Name the methods.")
  private boolean list;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    if (list || "list".equals(method)) {
      Calculators.names().forEach(terminal::println);
      return ExitCode.FINE;
    }
    if (batch != null) {
      return batch(batch, terminal);
    }
    if (method == null) {
      throw new ParameterException(
          spec.commandLine(), "METHOD: none (expected: a method, --batch FILE or --list)");
    }
    JsonObject line = new JsonObject();
    line.addProperty("method", method);
    line.add("inputs", inputs());
    JsonObject answer = answer(line);
    JsonElement error = answer.get("error");
    if (error != null) {
      throw new ParameterException(spec.commandLine(), error.getAsString());
    }
    terminal.println(GSON.toJson(answer));
    return ExitCode.FINE;
  }

  private JsonObject inputs() {
    JsonObject named = new JsonObject();
    for (String input : inputs) {
      int equals = input.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "input: " + input + " (expected: key=value)");
      }
      named.add(input.substring(0, equals), value(input.substring(equals + 1)));
    }
    return named;
  }

  private static JsonElement value(String text) {
    try {
      return JsonParser.parseString(text);
    } catch (JsonParseException e) {
      return new JsonPrimitive(text);
    }
  }

  private static int batch(Path file, Terminal terminal) {
    int exit = ExitCode.FINE;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        JsonObject answer = answer(line);
        if (answer.has("error")) {
          exit = ExitCode.FINDINGS;
        }
        terminal.println(GSON.toJson(answer));
      }
    } catch (IOException e) {
      throw new FirstvalueException(
          Files.exists(file) ? ErrorCode.FILE_UNREADABLE : ErrorCode.FILE_NOT_FOUND,
          file.toString(),
          "cannot be read: " + e.getMessage(),
          "Name a readable file, or - for standard input",
          e);
    }
    return exit;
  }

  private static InputStream stream(Path file) throws IOException {
    return file.toString().equals("-") ? System.in : Files.newInputStream(file);
  }

  private static JsonObject answer(String line) {
    try {
      return answer(JsonParser.parseString(line).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      JsonObject refused = new JsonObject();
      refused.addProperty("error", "line: not a JSON object (expected: method and inputs)");
      return refused;
    }
  }

  /** The line itself with its result, or with what is wrong with it. */
  private static JsonObject answer(JsonObject line) {
    JsonObject answer = new JsonObject();
    JsonElement name = line.get("method");
    JsonElement given = line.get("inputs");
    if (name == null || !name.isJsonPrimitive() || given == null || !given.isJsonObject()) {
      answer.addProperty(
          "error", "line: method or inputs is missing (expected: a text and an object)");
      return answer;
    }
    answer.add("method", name);
    answer.add("inputs", given);
    try {
      answer.add(
          "result",
          JsonTrees.json(
              Calculators.calculate(name.getAsString(), JsonTrees.map(given.getAsJsonObject()))));
    } catch (IllegalArgumentException e) {
      answer.addProperty("error", String.valueOf(e.getMessage()));
    }
    return answer;
  }
}
