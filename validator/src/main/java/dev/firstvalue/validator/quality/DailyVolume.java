package dev.firstvalue.validator.quality;

import dev.firstvalue.statistics.drift.RobustScore;
import dev.firstvalue.validation.v1.EventVolume;
import dev.firstvalue.validation.v1.UnusualDay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How often one event arrives on whole days. A day is compared with the same weekday of the eight
 * nearest weeks, on the logarithm, so that weekends do not make it unusual. Unusual is what lies
 * beyond 3.5 deviations by the median (Iglewicz and Hoaglin 1993) and is at most half or at least
 * twice as much as before and as after: growth and decline, the first weeks of a log and a new
 * level are none of it.
 */
final class DailyVolume {
  /** Weeks that a day is compared with, and the least number of them. */
  private static final int WEEKS = 8;

  private static final int LEAST_WEEKS = 4;

  private static final int LEAST_WEEKS_BEFORE = 2;

  /** Rows a day from which a volume has a usual size. */
  private static final double LEAST_ROWS = 20;

  private static final double UNUSUAL = 3.5;

  /** So many unusual days are named. */
  private static final int NAMED = 20;

  private static final int WEEK = 7;

  private static final int MONTH = 28;

  private final LocalDate first;
  private final long[] rows;

  private DailyVolume(LocalDate first, long[] rows) {
    this.first = first;
    this.rows = rows;
  }

  /**
   * The volume of an event.
   *
   * @param days rows by day; the first of them may be no whole day and is not looked at
   * @param end the day of the watermark, which is not over
   */
  static EventVolume of(String event, Map<LocalDate, Long> days, LocalDate end) {
    LocalDate first = days.keySet().stream().min(LocalDate::compareTo).orElse(end).plusDays(1);
    int length = Math.toIntExact(Math.max(0, ChronoUnit.DAYS.between(first, end)));
    long[] rows =
        IntStream.range(0, length)
            .mapToLong(day -> days.getOrDefault(first.plusDays(day), 0L))
            .toArray();
    return new DailyVolume(first, rows).message(event);
  }

  private EventVolume message(String event) {
    int spoken = rows.length - silence();
    List<UnusualDay> unusual = new ArrayList<>();
    int compared = 0;
    long seen = 0;
    for (int day = 0; day < rows.length; day++) {
      Weeks weeks = weeks(day, rows.length);
      if (weeks.before().size() >= LEAST_WEEKS_BEFORE && weeks.isUsual()) {
        compared++;
        seen += rows[day];
        if (isUnusual(rows[day], weeks)) {
          unusual.add(
              UnusualDay.newBuilder()
                  .setDay(first.plusDays(day).toString())
                  .setRows(rows[day])
                  .setUsual(median(weeks.all()))
                  .build());
        }
      }
    }
    EventVolume.Builder volume =
        EventVolume.newBuilder()
            .setEvent(event)
            .setDays(compared)
            .setRows(seen)
            .setUnusualDays(unusual.size())
            .addAllUnusual(unusual.subList(Math.max(0, unusual.size() - NAMED), unusual.size()))
            .setSilentDays(silentDays(spoken));
    if (spoken > 0) {
      volume.setUsual(
          median(
              Arrays.stream(rows, Math.max(0, spoken - MONTH), spoken)
                  .asDoubleStream()
                  .boxed()
                  .toList()));
    }
    return volume.build();
  }

  /** The last days without a row. */
  private int silence() {
    int silent = 0;
    while (silent < rows.length && rows[rows.length - 1 - silent] == 0) {
      silent++;
    }
    return silent;
  }

  /** Of the last days without a row those on whose weekday rows are usual. */
  private int silentDays(int spoken) {
    return (int)
        IntStream.range(spoken, rows.length).filter(day -> weeks(day, spoken).isUsual()).count();
  }

  private static boolean isUnusual(long rows, Weeks weeks) {
    double least = median(weeks.before());
    double most = least;
    if (!weeks.after().isEmpty()) {
      least = Math.min(least, median(weeks.after()));
      most = Math.max(most, median(weeks.after()));
    }
    if (rows > least / 2 && rows < most * 2) {
      return false;
    }
    OptionalDouble score =
        RobustScore.of(
            Math.log(rows + 0.5),
            weeks.all().stream().mapToDouble(usual -> Math.log(usual + 0.5)).toArray());
    return score.isEmpty() || Math.abs(score.getAsDouble()) > UNUSUAL;
  }

  /** Rows on the same weekday of the nearest weeks, the nearest first. */
  private record Weeks(List<Double> before, List<Double> after) {
    List<Double> all() {
      return Stream.concat(before.stream(), after.stream()).toList();
    }

    boolean isUsual() {
      return before.size() + after.size() >= LEAST_WEEKS && median(all()) >= LEAST_ROWS;
    }
  }

  /** The nearest weeks of a day, those from day {@code end} on left out. */
  private Weeks weeks(int day, int end) {
    List<Integer> nearest =
        IntStream.range(0, end)
            .filter(other -> other != day && (other - day) % WEEK == 0)
            .boxed()
            .sorted(Comparator.comparingInt(other -> Math.abs(other - day)))
            .limit(WEEKS)
            .toList();
    return new Weeks(
        nearest.stream().filter(other -> other < day).map(other -> (double) rows[other]).toList(),
        nearest.stream().filter(other -> other > day).map(other -> (double) rows[other]).toList());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : 0.5 * (sorted.get(half - 1) + sorted.get(half));
  }
}
