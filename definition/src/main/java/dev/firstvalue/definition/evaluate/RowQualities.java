package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the rows look like that a question reads. */
final class RowQualities {
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
        PropertyReads.of(plan).stream().map(read -> fill(read, rows)).toList());
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
