package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the rows look like that a question reads. */
final class RowQualities {
  /** Events in memory have no time of arrival. */
  private static final RowQuality.Arrivals ON_TIME =
      new RowQuality.Arrivals(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

  private RowQualities() {}

  static RowQuality of(Question question, List<Event> events, List<Identity> identities) {
    Plan plan = question.plan();
    Log log = new Log(plan.source(), question.watermark(), events, identities);
    List<Event> rows = rows(plan, log);
    List<Instant> times =
        rows.stream().map(row -> Micros.instant(row.timestamp())).sorted().toList();
    return new RowQuality(
        rows.size(),
        rows.stream().filter(row -> EntityIds.of(plan.entity(), row) == null).count(),
        plan.source().eventId().isPresent()
            ? OptionalLong.of(duplicates(rows))
            : OptionalLong.empty(),
        log.identities().quality(),
        times.stream().findFirst(),
        times.reversed().stream().findFirst(),
        PropertyReads.of(plan).stream().map(read -> fill(read, rows)).toList(),
        days(question, rows),
        rows.stream().filter(row -> row.timestamp() < Micros.of(RowQuality.CLOCK_SET)).count(),
        plan.source().receivedAt().map(any -> ON_TIME),
        starts(plan, log, rows));
  }

  /** How many rows of the question's events there are from an instant on. */
  static long from(
      Question question, Instant instant, List<Event> events, List<Identity> identities) {
    Plan plan = question.plan();
    return rows(plan, new Log(plan.source(), Micros.instant(Long.MAX_VALUE), events, identities))
        .stream()
        .filter(row -> row.timestamp() >= Micros.of(instant))
        .count();
  }

  static List<WeekOfRows> weeks(Question question, List<Event> events, List<Identity> identities) {
    Plan plan = question.plan();
    List<PropertyReads.PropertyRead> reads = PropertyReads.of(plan);
    SortedMap<String, SortedMap<String, List<Event>>> groups =
        new TreeMap<>(TextOrder.BY_CODE_POINT);
    for (Event row : rows(plan, new Log(plan.source(), question.watermark(), events, identities))) {
      groups
          .computeIfAbsent(row.name(), name -> new TreeMap<>())
          .computeIfAbsent(CalendarDays.week(row.timestamp()), week -> new ArrayList<>())
          .add(row);
    }
    List<WeekOfRows> weeks = new ArrayList<>();
    groups.forEach(
        (event, byWeek) ->
            byWeek.forEach(
                (week, rows) ->
                    weeks.add(
                        new WeekOfRows(
                            event,
                            week,
                            rows.size(),
                            reads.stream()
                                .filter(read -> read.event().equals(event))
                                .map(read -> fill(read, rows))
                                .toList()))));
    return weeks;
  }

  private static List<Event> rows(Plan plan, Log log) {
    Set<String> names = new HashSet<>(PropertyReads.events(plan));
    return log.rows().stream().filter(row -> names.contains(row.name())).toList();
  }

  private static List<RowQuality.DayOfRows> days(Question question, List<Event> rows) {
    String first = RowQuality.firstDay(question.watermark()).toString();
    SortedMap<String, SortedMap<String, Long>> days = new TreeMap<>(TextOrder.BY_CODE_POINT);
    for (Event row : rows) {
      String day = CalendarDays.day(row.timestamp());
      if (day.compareTo(first) >= 0) {
        days.computeIfAbsent(row.name(), name -> new TreeMap<>()).merge(day, 1L, Long::sum);
      }
    }
    List<RowQuality.DayOfRows> all = new ArrayList<>();
    days.forEach(
        (event, byDay) ->
            byDay.forEach((day, count) -> all.add(new RowQuality.DayOfRows(event, day, count))));
    return all;
  }

  private static RowQuality.Starts starts(Plan plan, Log log, List<Event> rows) {
    Map<String, Long> first = new HashMap<>();
    Map<String, Long> started = new HashMap<>();
    for (Event row : rows) {
      String entity = EntityIds.of(plan.entity(), row);
      if (entity != null) {
        first.merge(entity, row.timestamp(), Math::min);
        if (starts(plan.anchor().stream(), log, row)) {
          started.merge(entity, row.timestamp(), Math::min);
        }
      }
    }
    long active =
        started.entrySet().stream()
            .filter(one -> first.getOrDefault(one.getKey(), Long.MAX_VALUE) < one.getValue())
            .count();
    return new RowQuality.Starts(started.size(), active);
  }

  private static boolean starts(Stream stream, Log log, Event row) {
    return stream.events().contains(row.name())
        && stream
            .where()
            .map(where -> log.evaluator().holds(where, Subject.ofRow(row)))
            .orElse(true);
  }

  private static long duplicates(List<Event> rows) {
    Set<String> seen = new HashSet<>();
    return rows.stream()
        .map(row -> row.id() == null ? "" : row.id())
        .filter(id -> !id.isEmpty() && !seen.add(id))
        .count();
  }

  private static RowQuality.PropertyFill fill(PropertyReads.PropertyRead read, List<Event> all) {
    List<Event> rows = all.stream().filter(row -> row.name().equals(read.event())).toList();
    List<String> raw =
        rows.stream()
            .filter(row -> row.properties().containsKey(read.property()))
            .map(row -> row.properties().getOrDefault(read.property(), ""))
            .toList();
    return new RowQuality.PropertyFill(
        read.event(),
        read.property(),
        rows.size(),
        raw.size(),
        raw.stream().filter(text -> RawValues.read(text, read.type()) == null).count());
  }
}
