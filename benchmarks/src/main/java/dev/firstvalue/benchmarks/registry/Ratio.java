package dev.firstvalue.benchmarks.registry;

import java.util.Locale;

/**
 * A figure beside its limit.
 *
 * @param what what was measured, beside what
 * @param value the ratio
 * @param limit what it may be
 * @param atLeast whether the limit is a floor, or else a ceiling
 */
record Ratio(String what, double value, double limit, boolean atLeast) {
  boolean holds() {
    return atLeast ? value >= limit : value <= limit;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-4s %s: %.3f (limit: at %s %.2f)",
        holds() ? "ok" : "OVER",
        what,
        value,
        atLeast ? "least" : "most",
        limit);
  }
}
