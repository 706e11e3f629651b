package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.Plan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Entities whose newness is verified, by the week of time zero. Weeks without anybody between the
 * first and the last are there, and empty.
 */
record Series(SortedMap<LocalDate, Table> weeks) {

  private static final int KEYS = 4;

  /** Excluded, set aside, newness verified, week; what the series is cut by; reached, retained. */
  static Fold fold(Plan plan, FactKey... by) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Excluded());
    keys.add(new FactKey.SetAside());
    keys.add(new FactKey.NewnessVerified());
    keys.add(new FactKey.Week());
    keys.addAll(List.of(by));
    keys.add(new FactKey.Reached(plan.window()));
    if (!plan.outcomes().isEmpty()) {
      keys.add(new FactKey.Retained(0));
    }
    return new Fold(keys);
  }

  /** The counts of {@link #fold} without a cut. */
  static Series of(Counts counts) {
    SortedMap<LocalDate, Table> weeks = new TreeMap<>();
    for (Counts.Row row : counts.rows()) {
      read(row, 0, (week, cell) -> weeks.merge(week, cell.table(), Table::plus));
    }
    return filled(weeks);
  }

  /** The counts of {@link #fold} with one cut, by its values. */
  static Map<Optional<String>, Series> byValue(Counts counts) {
    Map<Optional<String>, SortedMap<LocalDate, Table>> values = new HashMap<>();
    for (Counts.Row row : counts.rows()) {
      read(
          row,
          1,
          (week, cell) ->
              values
                  .computeIfAbsent(cell.value(), value -> new TreeMap<>())
                  .merge(week, cell.table(), Table::plus));
    }
    Map<Optional<String>, Series> series = new HashMap<>();
    values.forEach((value, weeks) -> series.put(value, filled(weeks)));
    return series;
  }

  /** All entities of the weeks from one to before another. */
  Table between(LocalDate from, LocalDate until) {
    return weeks.subMap(from, until.isBefore(from) ? from : until).values().stream()
        .reduce(Table.EMPTY, Table::plus);
  }

  /**
   * Entities that are alike.
   *
   * @param value of the first cut; empty for unknown, and without a cut
   */
  record Cell(Optional<String> value, boolean reached, boolean retained, long count) {
    private Table table() {
      return Table.of(reached, retained, count);
    }
  }

  /** Hands over the entities of a row of {@link #fold}, unless they do not count. */
  static void read(Counts.Row row, int cuts, BiConsumer<LocalDate, Cell> consumer) {
    List<@Nullable Object> values = row.values();
    if (holds(values.get(0)) || holds(values.get(1)) || !holds(values.get(2))) {
      return;
    }
    int next = KEYS + cuts;
    boolean retained = next + 1 < values.size() && holds(values.get(next + 1));
    Optional<String> value = cuts == 0 ? Optional.empty() : cut(row, 0);
    consumer.accept(
        LocalDate.parse(Objects.requireNonNull(values.get(3)).toString()),
        new Cell(value, holds(values.get(next)), retained, row.count()));
  }

  /** The value of one of the cuts of a row of {@link #fold}; empty for unknown. */
  static Optional<String> cut(Counts.Row row, int number) {
    return Optional.ofNullable(row.values().get(KEYS + number)).map(Object::toString);
  }

  private static boolean holds(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  private static Series filled(SortedMap<LocalDate, Table> weeks) {
    if (!weeks.isEmpty()) {
      for (LocalDate week = weeks.firstKey();
          week.isBefore(weeks.lastKey());
          week = week.plusWeeks(1)) {
        weeks.putIfAbsent(week, Table.EMPTY);
      }
    }
    return new Series(weeks);
  }
}
