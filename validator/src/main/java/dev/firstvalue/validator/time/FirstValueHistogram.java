package dev.firstvalue.validator.time;

import dev.firstvalue.validation.v1.TimeBin;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.FoldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many first reached value when, of those watched through the window: with the others in it,
 * the late bins would look emptier than they are.
 */
final class FirstValueHistogram {
  private static final int MOST_BINS = 31;

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30));

  private final Duration window;

  FirstValueHistogram(Duration window) {
    this.window = window;
  }

  /** The bins of {@link FoldPlan#timeToValue}; nothing when nobody reached value. */
  List<TimeBin> of(Cells cells) {
    long width = width().toSeconds();
    int[] counts = new int[Math.toIntExact((window.toSeconds() + width - 1) / width)];
    int all = 0;
    for (var group : cells.groupBy(c -> c.number(0) / width).entrySet()) {
      int reached = group.getValue().count(c -> c.entered() && c.flag(1) && c.flag(2));
      if (reached > 0) {
        counts[Math.toIntExact(group.getKey())] += reached;
        all += reached;
      }
    }
    if (all == 0) {
      return List.of();
    }
    List<TimeBin> bins = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      bins.add(
          TimeBin.newBuilder()
              .setFrom(TimesToValue.duration((double) i * width))
              .setTo(
                  TimesToValue.duration(Math.min((i + 1.0) * width, (double) window.toSeconds())))
              .setReached(counts[i])
              .build());
    }
    return bins;
  }

  /** The narrowest width that gives few enough bins; none is wide enough for a window of years. */
  private Duration width() {
    return WIDTHS.stream()
        .filter(width -> window.toSeconds() <= width.toSeconds() * MOST_BINS)
        .findFirst()
        .orElse(window.dividedBy(MOST_BINS));
  }
}
