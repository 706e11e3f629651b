package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.EventVolume;
import dev.firstvalue.validation.v1.UnusualDay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How often the events of a definition arrive. */
final class VolumeTable {
  /** So many unusual days are shown. */
  private static final int SHOWN = 3;

  private VolumeTable() {}

  static Section of(List<EventVolume> volumes) {
    List<List<String>> rows = new ArrayList<>();
    for (EventVolume volume : volumes) {
      rows.add(
          List.of(
              volume.getEvent(),
              volume.hasUsual() ? Numbers.count(Math.round(volume.getUsual())) : Numbers.ABSENT,
              Numbers.count(volume.getDays()),
              Numbers.count(volume.getUnusualDays()),
              unusual(volume),
              volume.getSilentDays() > 0 ? Numbers.count(volume.getSilentDays()) : ""));
    }
    return new Table(
        "Rows by day",
        "Each whole day of the last 52 weeks beside the same weekday of the eight weeks around it."
            + " Unusual: at most half or at least twice as much, and beyond 3.5 deviations by the"
            + " median.",
        List.of(
            Column.words("event"),
            Column.numbers("a day, lately"),
            Column.numbers("days compared"),
            Column.numbers("unusual"),
            Column.words("the newest of them"),
            Column.numbers("silent at the end")),
        rows);
  }

  private static String unusual(EventVolume volume) {
    List<UnusualDay> days = volume.getUnusualList();
    return days.subList(Math.max(0, days.size() - SHOWN), days.size()).stream()
        .map(
            day ->
                day.getDay()
                    + " "
                    + Numbers.count(day.getRows())
                    + " for "
                    + Numbers.count(Math.round(day.getUsual())))
        .collect(Collectors.joining(", "));
  }
}
