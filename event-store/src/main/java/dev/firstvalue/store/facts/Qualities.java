package dev.firstvalue.store.facts;

import dev.firstvalue.definition.evaluate.PropertyReads.PropertyRead;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.RowQuality.PropertyFill;
import dev.firstvalue.store.connect.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Gathers the rows of a query on quality: one an event, one for all. */
final class Qualities {
  /** How an event fills the properties, in the order of their names. */
  private record EventRow(long rows, List<Long> filled, List<Long> mistyped) {}

  private final List<PropertyRead> reads;
  private final List<String> properties;
  private final boolean hasIds;
  private final Optional<RowQuality.Links> links;
  private final Map<String, EventRow> events = new HashMap<>();
  private RowQuality total;

  Qualities(List<PropertyRead> reads, boolean hasIds, Optional<RowQuality.Links> links) {
    this.reads = List.copyOf(reads);
    this.properties = reads.stream().map(PropertyRead::property).distinct().sorted().toList();
    this.hasIds = hasIds;
    this.links = links;
    this.total =
        new RowQuality(0, 0, duplicates(0), links, Optional.empty(), Optional.empty(), List.of());
  }

  void add(Row row) {
    if (row.integer("total") == 1) {
      total =
          new RowQuality(
              row.integer("row_count"),
              row.integer("without_entity"),
              duplicates(row.integer("duplicates")),
              links,
              Optional.of(row.instant("oldest")),
              Optional.of(row.instant("newest")),
              List.of());
      return;
    }
    List<Long> filled = new ArrayList<>();
    List<Long> mistyped = new ArrayList<>();
    for (int i = 0; i < properties.size(); i++) {
      filled.add(row.integer("filled_" + i));
      mistyped.add(row.integer("mistyped_" + i));
    }
    events.put(row.text("event_name"), new EventRow(row.integer("row_count"), filled, mistyped));
  }

  RowQuality quality() {
    return new RowQuality(
        total.rows(),
        total.withoutEntity(),
        total.duplicates(),
        links,
        total.oldest(),
        total.newest(),
        reads.stream().map(this::fill).toList());
  }

  private PropertyFill fill(PropertyRead read) {
    EventRow row = events.get(read.event());
    if (row == null) {
      return new PropertyFill(read.event(), read.property(), 0, 0, 0);
    }
    int index = properties.indexOf(read.property());
    return new PropertyFill(
        read.event(),
        read.property(),
        row.rows(),
        row.filled().get(index),
        row.mistyped().get(index));
  }

  private OptionalLong duplicates(long count) {
    return hasIds ? OptionalLong.of(count) : OptionalLong.empty();
  }
}
