package dev.firstvalue.definition.hostile;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long things took. Not safe for threads. */
final class Times {
  private long[] nanos = new long[1024];
  private int count;

  void add(long elapsed) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = elapsed;
  }

  void addAll(Times others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  int count() {
    return count;
  }

  /** How many took longer. */
  long over(Duration limit) {
    return Arrays.stream(nanos, 0, count).filter(each -> each > limit.toNanos()).count();
  }

  /**
   * The least time that at least this share took at most; zero where nothing was timed.
   *
   * @param share above 0, at most 1
   */
  Duration quantile(double share) {
    if (count == 0) {
      return Duration.ZERO;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * count);
    return Duration.ofNanos(sorted[Math.clamp(rank, 1, count) - 1]);
  }

  /** The quantiles in one line, in milliseconds. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    for (double share : List.of(0.5, 0.99, 0.99999)) {
      line.append(
          String.format(Locale.ROOT, "%s %% within %s, ", percent(share), millis(quantile(share))));
    }
    return line.append("all within ").append(millis(quantile(1))).toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f", 100 * share).replaceAll("\\.?0+$", "");
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
