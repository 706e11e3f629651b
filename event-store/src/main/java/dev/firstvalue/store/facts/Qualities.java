package dev.firstvalue.store.facts;

import dev.firstvalue.definition.evaluate.PropertyReads.PropertyRead;
import dev.firstvalue.definition.evaluate.TextOrder;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.RowQuality.Arrivals;
import dev.firstvalue.definition.facts.RowQuality.DayOfRows;
import dev.firstvalue.definition.facts.RowQuality.PropertyFill;
import dev.firstvalue.store.connect.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Gathers the rows of a query on quality: one an event and day, one for all. */
final class Qualities {
  /** How an event fills one property. */
  private record Filled(long rows, long filled, long mistyped) {
    Filled plus(Filled other) {
      return new Filled(rows + other.rows, filled + other.filled, mistyped + other.mistyped);
    }
  }

  private final List<PropertyRead> reads;
  private final List<String> properties;
  private final boolean hasIds;
  private final boolean hasArrivals;
  private final Optional<RowQuality.Links> links;
  private final Map<PropertyRead, Filled> fills = new HashMap<>();
  private final List<DayOfRows> days = new ArrayList<>();
  private long rows;
  private long withoutEntity;
  private long duplicates;
  private long unsetClock;
  private Optional<Instant> oldest = Optional.empty();
  private Optional<Instant> newest = Optional.empty();
  private Arrivals arrivals =
      new Arrivals(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

  Qualities(
      List<PropertyRead> reads,
      boolean hasIds,
      boolean hasArrivals,
      Optional<RowQuality.Links> links) {
    this.reads = List.copyOf(reads);
    this.properties = reads.stream().map(PropertyRead::property).distinct().sorted().toList();
    this.hasIds = hasIds;
    this.hasArrivals = hasArrivals;
    this.links = links;
  }

  void add(Row row) {
    if (row.integer("total") == 1) {
      total(row);
      return;
    }
    String event = row.text("event_name");
    long count = row.integer("row_count");
    if (!row.text("day").isEmpty()) {
      days.add(new DayOfRows(event, row.text("day"), count));
    }
    for (PropertyRead read : reads) {
      if (read.event().equals(event)) {
        int index = properties.indexOf(read.property());
        Filled filled =
            new Filled(count, row.integer("filled_" + index), row.integer("mistyped_" + index));
        fills.merge(read, filled, Filled::plus);
      }
    }
  }

  private void total(Row row) {
    rows = row.integer("row_count");
    withoutEntity = row.integer("without_entity");
    duplicates = row.integer("duplicates");
    unsetClock = row.integer("unset_clock");
    oldest = Optional.of(row.instant("oldest"));
    newest = Optional.of(row.instant("newest"));
    if (hasArrivals) {
      arrivals =
          new Arrivals(
              late(row, 1), late(row, 2), late(row, 3), late(row, 4), row.integer("ahead"));
    }
  }

  private static Duration late(Row row, int quantile) {
    return Duration.ofSeconds((long) row.real("late_" + quantile));
  }

  RowQuality quality(RowQuality.Starts starts) {
    days.sort(
        Comparator.comparing(DayOfRows::event, TextOrder.BY_CODE_POINT)
            .thenComparing(DayOfRows::day));
    return new RowQuality(
        rows,
        withoutEntity,
        hasIds ? OptionalLong.of(duplicates) : OptionalLong.empty(),
        links,
        oldest,
        newest,
        reads.stream().map(this::fill).toList(),
        days,
        unsetClock,
        hasArrivals ? Optional.of(arrivals) : Optional.empty(),
        starts);
  }

  private PropertyFill fill(PropertyRead read) {
    Filled filled = fills.getOrDefault(read, new Filled(0, 0, 0));
    return new PropertyFill(
        read.event(), read.property(), filled.rows(), filled.filled(), filled.mistyped());
  }
}
