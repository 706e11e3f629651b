package dev.firstvalue.simulation;

import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random draws; the same seed gives the same draws on every machine. */
public final class Draws {
  private static final String ALGORITHM = "L64X128MixRandom";

  private final SplittableGenerator random;

  private Draws(SplittableGenerator random) {
    this.random = random;
  }

  /** Draws of a seed. */
  public static Draws of(long seed) {
    return new Draws(RandomGeneratorFactory.<SplittableGenerator>of(ALGORITHM).create(seed));
  }

  /** Draws that depend on nothing that is drawn here later. */
  public Draws split() {
    return new Draws(random.split());
  }

  /** Between 0, inclusive, and 1, exclusive. */
  public double uniform() {
    return random.nextDouble();
  }

  /** A whole number from the first, inclusive, to the second, exclusive. */
  public long between(long from, long to) {
    return random.nextLong(from, to);
  }

  /** True with this probability. */
  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** An index by its probability; the probabilities add up to 1. */
  public int index(double[] probabilities) {
    double rest = random.nextDouble();
    for (int i = 0; i < probabilities.length - 1; i++) {
      rest -= probabilities[i];
      if (rest < 0) {
        return i;
      }
    }
    return probabilities.length - 1;
  }

  /** A Poisson count, by Knuth's product of uniforms; for means to some dozens. */
  public int poisson(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
