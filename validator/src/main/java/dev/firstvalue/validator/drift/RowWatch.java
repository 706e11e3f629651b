package dev.firstvalue.validator.drift;

import static dev.firstvalue.validator.drift.Checks.figure;

import dev.firstvalue.statistics.drift.RobustScore;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.RowShift;
import dev.firstvalue.validator.estimate.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Watches the rows themselves: events that stop, properties that empty, volumes that jump. */
final class RowWatch {
  private static final String SCHEMA = "schema-changed";
  private static final String VOLUME = "volume-changed";

  /** A share of good rows has to fall by so much to be wrong. */
  private static final double FALL = 0.05;

  /** What chance may bring once in a thousand weeks is not called wrong. */
  private static final double CHANCE = 0.001;

  /** Weeks and rows a week of the reference from which a volume has a usual size. */
  private static final int LEAST_WEEKS = 4;

  private static final int LEAST_ROWS = 20;

  /** Deviations by the median beyond which a volume is unusual (Iglewicz and Hoaglin 1993). */
  private static final double UNUSUAL = 3.5;

  private final LocalDate recent;
  private final List<RowShift> shifts = new ArrayList<>();
  private final List<DriftCheck> checks = new ArrayList<>();
  private final SortedSet<LocalDate> wrong = new TreeSet<>();
  private int volumes;

  /**
   * Looks at the rows.
   *
   * @param recent the first week that is no longer reference
   */
  RowWatch(RowWeeks rows, LocalDate recent) {
    this.recent = recent;
    rows.events().forEach(this::event);
    rows.fills().forEach(this::fill);
    if (checks.stream().noneMatch(check -> check.getRule().equals(SCHEMA))) {
      checks.add(
          Checks.pass(SCHEMA, "every used event still arrives, and every used property is filled"));
    }
    if (checks.stream().noneMatch(check -> check.getRule().equals(VOLUME))) {
      checks.add(
          Checks.pass(
              VOLUME,
              volumes > 0
                  ? "no used event arrives half as often as before, or twice, beyond its usual"
                      + " scatter"
                  : "how often the used events arrive is not compared: of none has the reference "
                      + LEAST_WEEKS
                      + " whole weeks and "
                      + LEAST_ROWS
                      + " rows in the median of them"));
    }
  }

  List<DriftCheck> checks() {
    return List.copyOf(checks);
  }

  /** Rows and fills in both periods. */
  List<RowShift> shifts() {
    return List.copyOf(shifts);
  }

  /** Recent weeks in which an event was gone or a property was not as it had been. */
  SortedSet<LocalDate> wrong() {
    return wrong;
  }

  private void event(String event, SortedMap<LocalDate, Long> weeks) {
    SortedMap<LocalDate, Long> before = weeks.headMap(recent);
    SortedMap<LocalDate, Long> after = weeks.tailMap(recent);
    List<LocalDate> gone = gone(before.values(), after);
    RowShift.Builder shift =
        RowShift.newBuilder()
            .setEvent(event)
            .setReferenceRows(sum(before.values()))
            .setRecentRows(sum(after.values()));
    gone.forEach(week -> shift.addWrongWeeks(week.toString()));
    if (!before.isEmpty()) {
      shift.setReferenceWeekly(median(before.values()));
    }
    if (!after.isEmpty()) {
      shift.setRecentWeekly(median(after.values()));
    }
    shifts.add(shift.build());
    if (!gone.isEmpty()) {
      wrong.addAll(gone);
      checks.add(
          Checks.fail(
              SCHEMA,
              "the event "
                  + event
                  + " has not arrived since the week of "
                  + gone.getFirst()
                  + ": was it renamed, or is its tracking lost?",
              figure("weeks", gone.size())));
    } else if (before.size() >= LEAST_WEEKS && !after.isEmpty()) {
      volume(event, before.values(), median(after.values()));
    }
  }

  /** The last weeks without a row, if that is more than chance for what was usual before. */
  private static List<LocalDate> gone(Collection<Long> before, SortedMap<LocalDate, Long> after) {
    List<LocalDate> empty = new ArrayList<>();
    for (LocalDate week : List.copyOf(after.keySet()).reversed()) {
      if (after.getOrDefault(week, 0L) > 0) {
        break;
      }
      empty.addFirst(week);
    }
    double usual = before.isEmpty() ? 0 : (double) sum(before) / before.size();
    return Math.exp(-usual * empty.size()) < CHANCE ? empty : List.of();
  }

  private void volume(String event, Collection<Long> before, double now) {
    double usual = median(before);
    if (usual < LEAST_ROWS) {
      return;
    }
    volumes++;
    double[] reference = before.stream().mapToDouble(n -> Math.log(n + 0.5)).toArray();
    OptionalDouble score = RobustScore.of(Math.log(now + 0.5), reference);
    boolean unusual = score.isEmpty() || Math.abs(score.getAsDouble()) > UNUSUAL;
    if (!unusual || (now < 2 * usual && now > usual / 2)) {
      return;
    }
    String found =
        String.format(
            Locale.ROOT,
            "%s arrives %,.0f times in the median recent week, against %,.0f before",
            event,
            now,
            usual);
    checks.add(
        now < usual
            ? Checks.fail(
                VOLUME,
                found + ": fewer people, or a gap in what is sent?",
                figure("before", usual),
                figure("recent", now))
            : Checks.warn(
                VOLUME,
                found + ": more people, or sent twice?",
                figure("before", usual),
                figure("recent", now)));
  }

  private void fill(RowWeeks.Fill fill) {
    RowWeeks.Share before = total(fill.weeks().headMap(recent));
    RowWeeks.Share after = total(fill.weeks().tailMap(recent));
    List<LocalDate> fallen = new ArrayList<>();
    for (Map.Entry<LocalDate, RowWeeks.Share> week : fill.weeks().tailMap(recent).entrySet()) {
      if (fallen(before, week.getValue())) {
        fallen.add(week.getKey());
      }
    }
    RowShift.Builder shift =
        RowShift.newBuilder()
            .setEvent(fill.event())
            .setProperty(fill.property())
            .setReferenceRows(before.rows())
            .setRecentRows(after.rows())
            .setReferenceGood(before.good())
            .setRecentGood(after.good());
    fallen.forEach(week -> shift.addWrongWeeks(week.toString()));
    shifts.add(shift.build());
    if (!fallen.isEmpty()) {
      wrong.addAll(fallen);
      RowWeeks.Share week = fill.weeks().getOrDefault(fallen.getLast(), new RowWeeks.Share(0, 1));
      checks.add(
          Checks.fail(
              SCHEMA,
              String.format(
                  Locale.ROOT,
                  "%s of %s holds a value of its type in %s of rows in the week of %s, and in %s of"
                      + " the reference; wrong in %d recent weeks, since that of %s. Without it a"
                      + " condition is unknown and does not hold",
                  fill.property(),
                  fill.event(),
                  Words.percent((double) week.good() / week.rows()),
                  fallen.getLast(),
                  Words.percent((double) before.good() / before.rows()),
                  fallen.size(),
                  fallen.getFirst()),
              figure("reference", (double) before.good() / before.rows()),
              figure("last-wrong-week", (double) week.good() / week.rows())));
    }
  }

  private static boolean fallen(RowWeeks.Share before, RowWeeks.Share week) {
    if (before.rows() == 0 || week.rows() == 0) {
      return false;
    }
    Proportion was = new Proportion(before.good(), before.rows());
    Proportion is = new Proportion(week.good(), week.rows());
    return was.minus(is) > FALL
        && PooledZ.test(was, is).filter(z -> z.greater().value() < CHANCE).isPresent();
  }

  private static RowWeeks.Share total(SortedMap<LocalDate, RowWeeks.Share> weeks) {
    return weeks.values().stream().reduce(new RowWeeks.Share(0, 0), RowWeeks.Share::plus);
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(n -> n).sum();
  }

  private static double median(Collection<Long> counts) {
    long[] sorted = counts.stream().mapToLong(n -> n).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
  }
}
