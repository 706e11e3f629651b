package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Micros;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** UTC dates by which facts are counted. */
final class CalendarDays {
  private CalendarDays() {}

  static String day(long micros) {
    return date(micros).toString();
  }

  /** The Monday of the week. */
  static String week(long micros) {
    return date(micros).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
  }

  private static LocalDate date(long micros) {
    return LocalDate.ofInstant(Micros.instant(micros), ZoneOffset.UTC);
  }
}
