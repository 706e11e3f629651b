package dev.firstvalue.simulation.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Choices of one seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from {@code from} to {@code to}, both included. */
  int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  long between(long from, long to) {
    return random.nextLong(from, to + 1);
  }

  /** A number from 0 to {@code most}: 0 in six of ten draws, and so on from each to the next. */
  int mostlyFew(int most) {
    int number = 0;
    while (number < most && percent(40)) {
      number++;
    }
    return number;
  }

  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <T> Optional<T> maybe(int share, Supplier<T> value) {
    return percent(share) ? Optional.of(value.get()) : Optional.empty();
  }

  <T> List<T> times(int count, Supplier<T> value) {
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value.get());
    }
    return values;
  }
}
