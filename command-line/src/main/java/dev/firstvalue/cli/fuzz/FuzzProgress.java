package dev.firstvalue.cli.fuzz;

import dev.firstvalue.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says how far a run is: at a terminal over what was said before, elsewhere a line every half
 * minute, so that a log shows that it goes on and how fast.
 */
final class FuzzProgress {
  private static final int SHOWN = 10;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final Terminal terminal;
  private final boolean watched;
  private final long cases;
  private final LongSupplier nanoTime;
  private final long begin;
  private long lastLine;

  /**
   * The progress of a run that begins now.
   *
   * @param watched whether the terminal can show a line over the last
   * @param cases how many there will be
   * @param nanoTime a clock
   */
  FuzzProgress(Terminal terminal, boolean watched, long cases, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.watched = watched;
    this.cases = cases;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
    this.lastLine = begin;
  }

  /** So many cases have been compared. */
  void compared(long done) {
    if (watched) {
      if (done % SHOWN == 0) {
        terminal.progress(line(done, nanoTime.getAsLong()));
      }
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = now;
      terminal.note(line(done, now));
    }
  }

  private String line(long done, long now) {
    double seconds = Math.max(1, now - begin) / 1e9;
    return String.format(
        Locale.ROOT, "%,d of %,d cases, %.1f a second", done, cases, done / seconds);
  }
}
