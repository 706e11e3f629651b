package dev.firstvalue.cli.logging;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** How a line of the log is written. */
public enum LogFormat {
  /** For people: time, level, who, what, fields. */
  TEXT {
    @Override
    String write(LogLine line) {
      StringBuilder text = new StringBuilder();
      text.append(line.time()).append(' ').append(line.level()).append(' ');
      text.append(line.logger().substring(line.logger().lastIndexOf('.') + 1)).append(" - ");
      text.append(printable(line.message()));
      line.fields()
          .forEach(
              (name, value) -> text.append(' ').append(name).append('=').append(printable(value)));
      text.append('\n');
      Throwable error = line.error();
      if (error != null) {
        text.append(stack(error));
      }
      return text.toString();
    }
  },
  /** For programs: one object a line. */
  JSON {
    @Override
    String write(LogLine line) {
      JsonObject object = new JsonObject();
      object.addProperty("time", line.time().toString());
      object.addProperty("level", line.level().toString());
      object.addProperty("logger", line.logger());
      object.addProperty("message", line.message());
      line.fields().forEach(object::addProperty);
      Throwable error = line.error();
      if (error != null) {
        object.addProperty("error", error.toString());
        object.addProperty("stack", stack(error));
      }
      return GSON.toJson(object) + "\n";
    }
  };

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static volatile LogFormat chosen = TEXT;

  /** Chooses the form of everything that is logged from now on. */
  public static void choose(LogFormat format) {
    chosen = format;
  }

  static LogFormat chosen() {
    return chosen;
  }

  abstract String write(LogLine line);

  /** Text of others must not look like a line of its own. */
  private static String printable(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
  }

  private static String stack(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
