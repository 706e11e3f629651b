package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.WeekOfRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of the used events in the whole weeks of the log: weeks in which an event had none are
 * there, with none.
 *
 * @param events by event and week
 */
record RowWeeks(SortedMap<String, SortedMap<LocalDate, Long>> events, List<Fill> fills) {

  /** How one property of one event is filled, by week; only weeks with rows of the event. */
  record Fill(String event, String property, SortedMap<LocalDate, Share> weeks) {}

  /** Rows that carry a value of the right type, of all rows. */
  record Share(long good, long rows) {
    Share plus(Share other) {
      return new Share(good + other.good, rows + other.rows);
    }
  }

  /**
   * Gathers the rows of whole weeks.
   *
   * @param from the first whole week of the log
   * @param until the first week that is not whole
   */
  static RowWeeks of(List<WeekOfRows> rows, LocalDate from, LocalDate until) {
    SortedMap<String, SortedMap<LocalDate, Long>> events = new TreeMap<>();
    Map<String, Fill> fills = new TreeMap<>();
    for (WeekOfRows row : rows) {
      LocalDate week = LocalDate.parse(row.week());
      SortedMap<LocalDate, Long> weeks =
          events.computeIfAbsent(row.event(), event -> zeros(from, until));
      if (week.isBefore(from) || !week.isBefore(until)) {
        continue;
      }
      weeks.put(week, row.rows());
      for (RowQuality.PropertyFill fill : row.properties()) {
        fills
            .computeIfAbsent(
                fill.event() + '\n' + fill.property(),
                key -> new Fill(fill.event(), fill.property(), new TreeMap<>()))
            .weeks()
            .put(week, new Share(fill.filled() - fill.mistyped(), fill.rows()));
      }
    }
    return new RowWeeks(events, new ArrayList<>(fills.values()));
  }

  private static SortedMap<LocalDate, Long> zeros(LocalDate from, LocalDate until) {
    SortedMap<LocalDate, Long> zeros = new TreeMap<>();
    for (LocalDate week = from; week.isBefore(until); week = week.plusWeeks(1)) {
      zeros.put(week, 0L);
    }
    return zeros;
  }
}
