package dev.firstvalue.validator.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.validation.v1.EventVolume;
import dev.firstvalue.validation.v1.UnusualDay;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class DailyVolumeTest {
  private static final LocalDate END = LocalDate.of(2026, 6, 1);
  private static final int DAYS = 120;

  /** Draws about as many rows a day as are usual, to a tenth. */
  private static Map<LocalDate, Long> days(ToDoubleFunction<LocalDate> usual) {
    SplittableRandom random = new SplittableRandom(20_260_601);
    Map<LocalDate, Long> days = new HashMap<>();
    for (LocalDate day = END.minusDays(DAYS); day.isBefore(END); day = day.plusDays(1)) {
      long rows = Math.round(usual.applyAsDouble(day) * (0.9 + 0.2 * random.nextDouble()));
      if (rows > 0) {
        days.put(day, rows);
      }
    }
    return days;
  }

  private static EventVolume volume(Map<LocalDate, Long> days) {
    return DailyVolume.of("lesson", days, END);
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static double age(LocalDate day) {
    return day.toEpochDay() - END.minusDays(DAYS).toEpochDay();
  }

  @Test
  void weekendsGrowthAndTheBeginOfALogAreNotUnusual() {
    assertThat(volume(days(day -> isWeekend(day) ? 30 : 300)).getUnusualDays()).isZero();
    assertThat(volume(days(day -> 50 * Math.exp(age(day) / 20))).getUnusualDays()).isZero();
    assertThat(volume(days(day -> 400 * (1 - Math.exp(-age(day) / 10)))).getUnusualDays()).isZero();
    assertThat(volume(days(day -> 400)).getDays()).isGreaterThan(90);
  }

  @Test
  void aGapAndADayThatWasSentTwiceAreUnusual() {
    Map<LocalDate, Long> days = days(day -> 400);
    LocalDate gap = END.minusDays(40);
    LocalDate twice = END.minusDays(20);
    days.remove(gap);
    days.computeIfPresent(twice, (day, rows) -> rows * 3);

    EventVolume volume = volume(days);

    assertThat(volume.getUnusualDays()).isEqualTo(2);
    assertThat(volume.getUnusualList())
        .extracting(UnusualDay::getDay)
        .containsExactly(gap.toString(), twice.toString());
    assertThat(volume.getUnusual(0).getRows()).isZero();
    assertThat(volume.getSilentDays()).isZero();
  }

  @Test
  void daysWithoutARowAtTheEndAreASilenceWhereRowsAreUsual() {
    Map<LocalDate, Long> stopped = days(day -> day.isBefore(END.minusDays(9)) ? 400 : 0);
    // The last day before the end is a Sunday.
    Map<LocalDate, Long> weekdays = days(day -> isWeekend(day) ? 0 : 400);
    Map<LocalDate, Long> rare = days(day -> day.isBefore(END.minusDays(9)) ? 5 : 0);

    assertThat(volume(stopped).getSilentDays()).isEqualTo(9);
    assertThat(volume(stopped).getUsual()).isBetween(350.0, 450.0);
    assertThat(volume(weekdays).getSilentDays()).isZero();
    assertThat(volume(rare).getSilentDays()).isZero();
  }

  @Test
  void anEventThatNeverArrivesHasNoUsualDay() {
    EventVolume never = volume(Map.of());

    assertThat(never.hasUsual()).isFalse();
    assertThat(never.getDays()).isZero();
  }
}
