package dev.firstvalue.store.facts;

import dev.firstvalue.definition.evaluate.PropertyReads.PropertyRead;
import dev.firstvalue.definition.facts.RowQuality.PropertyFill;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.store.connect.Row;
import java.util.ArrayList;
import java.util.List;

/** Gathers the rows of a query on quality by week: one an event and week. */
final class WeeksOfRows {
  private final List<PropertyRead> reads;
  private final List<String> properties;
  private final List<WeekOfRows> weeks = new ArrayList<>();

  WeeksOfRows(List<PropertyRead> reads) {
    this.reads = List.copyOf(reads);
    this.properties = reads.stream().map(PropertyRead::property).distinct().sorted().toList();
  }

  void add(Row row) {
    String event = row.text("event_name");
    long rows = row.integer("row_count");
    List<PropertyFill> fills = new ArrayList<>();
    for (PropertyRead read : reads) {
      if (read.event().equals(event)) {
        int index = properties.indexOf(read.property());
        fills.add(
            new PropertyFill(
                event,
                read.property(),
                rows,
                row.integer("filled_" + index),
                row.integer("mistyped_" + index)));
      }
    }
    weeks.add(new WeekOfRows(event, row.text("week"), rows, fills));
  }

  List<WeekOfRows> all() {
    return List.copyOf(weeks);
  }
}
