package dev.firstvalue.reporting.page;

import com.google.gson.JsonObject;
import java.util.List;

/** One part of a page. */
public sealed interface Section {
  /** The heading above it. */
  String heading();

  /** A sentence that says how to read it; may be empty. */
  String lead();

  /** Rows under headings. */
  record Table(String heading, String lead, List<Column> columns, List<List<String>> rows)
      implements Section {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** A column of a table; numbers stand to the right. */
  record Column(String heading, boolean number) {
    /** A column of words. */
    public static Column words(String heading) {
      return new Column(heading, false);
    }

    /** A column of numbers. */
    public static Column numbers(String heading) {
      return new Column(heading, true);
    }
  }

  /** Things found, the worst first. */
  record Remarks(String heading, String lead, List<Remark> remarks) implements Section {
    public Remarks {
      remarks = List.copyOf(remarks);
    }
  }

  /** One thing found. */
  record Remark(Tone tone, String word, String rule, String message) {}

  /** A plot: a Vega-Lite specification with its data inside, and what it shows in words. */
  record Plot(String heading, String lead, String description, JsonObject specification)
      implements Section {}
}
