package dev.firstvalue.statistics;

import org.jspecify.annotations.Nullable;

/** Refusals of bad arguments, all in the form {@code name: value (expected: …)}. */
public final class Check {

  private Check() {}

  public static IllegalArgumentException refused(
      String name, @Nullable Object value, String expected) {
    return new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
  }

  /** A level of confidence or a probability of error: strictly between 0 and 1. */
  public static double openUnit(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw refused(name, value, "strictly between 0 and 1");
    }
    return value;
  }

  public static double level(double level) {
    return openUnit("level", level);
  }

  public static double probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw refused(name, value, "between 0 and 1");
    }
    return value;
  }

  public static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw refused(name, value, "a finite number");
    }
    return value;
  }

  public static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw refused(name, value, "a finite number above 0");
    }
    return value;
  }

  public static double notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw refused(name, value, "a finite number, 0 or more");
    }
    return value;
  }

  public static long count(String name, long value) {
    if (value < 0) {
      throw refused(name, value, "a count, 0 or more");
    }
    return value;
  }

  public static long atLeast(String name, long value, long least) {
    if (value < least) {
      throw refused(name, value, "at least " + least);
    }
    return value;
  }
}
