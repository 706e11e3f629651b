package dev.firstvalue.cli.report;

/** Lengths of time in the two largest units that matter: {@code 2d 3h}, {@code 4h}, {@code 12s}. */
final class RoughTime {
  private static final long SECOND = 1_000_000;
  private static final long[] UNITS = {86_400, 3_600, 60, 1};
  private static final String[] NAMES = {"d", "h", "m", "s"};

  private RoughTime() {}

  /** A length of time in microseconds, at least zero; the rest is cut. */
  static String of(long micros) {
    long seconds = micros / SECOND;
    for (int i = 0; i < UNITS.length - 1; i++) {
      if (seconds >= UNITS[i]) {
        long rest = seconds % UNITS[i] / UNITS[i + 1];
        String large = seconds / UNITS[i] + NAMES[i];
        return rest == 0 ? large : large + " " + rest + NAMES[i + 1];
      }
    }
    return seconds + "s";
  }
}
