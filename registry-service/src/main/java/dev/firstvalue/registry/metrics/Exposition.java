package dev.firstvalue.registry.metrics;

import java.util.List;
import java.util.Locale;

/** Prometheus' text format, version 0.0.4. */
public final class Exposition {
  private final StringBuilder text = new StringBuilder();

  /** One label of a sample. */
  public record Label(String name, String value) {}

  /** Begins a family: its samples follow. */
  public Exposition family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** A sample without labels. */
  public Exposition sample(String name, double value) {
    return sample(name, List.of(), value);
  }

  /** A sample. */
  public Exposition sample(String name, List<Label> labels, double value) {
    text.append(name);
    String separator = "{";
    for (Label label : labels) {
      text.append(separator).append(label.name()).append("=\"");
      text.append(label.value().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
      separator = ",";
    }
    if (!labels.isEmpty()) {
      text.append('}');
    }
    text.append(' ').append(number(value)).append('\n');
    return this;
  }

  /** A family with one sample. */
  public Exposition gauge(String name, String help, double value) {
    return family(name, "gauge", help).sample(name, value);
  }

  /** A family with one sample. */
  public Exposition counter(String name, String help, double value) {
    return family(name, "counter", help).sample(name, value);
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.6g", value).contains("e")
            ? Double.toString(value)
            : String.format(Locale.ROOT, "%.6f", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
