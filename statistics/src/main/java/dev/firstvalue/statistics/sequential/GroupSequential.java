package dev.firstvalue.statistics.sequential;

import dev.firstvalue.statistics.Check;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Boundaries for planned looks: stop for an effect when z is beyond the boundary of the look, and
 * all looks together err with probability alpha (Jennison and Turnbull 2000, chapters 2 and 7).
 *
 * <p>Two-sided boundaries are symmetric, each side spending half. Boundaries are capped at z = 8:
 * with so little information nothing stops a trial, and digits beyond mean nothing.
 *
 * @param fractions information fractions of the looks, rising, the last usually 1
 * @param alpha error of all looks together
 * @param twoSided whether to stop on either side
 */
public record GroupSequential(List<Double> fractions, double alpha, boolean twoSided) {

  private static final int MOST_LOOKS = 1_000;

  public GroupSequential {
    fractions = List.copyOf(fractions);
    Check.openUnit("alpha", alpha);
    if (fractions.size() == 0 || fractions.size() > MOST_LOOKS) {
      throw Check.refused("looks", fractions.size(), "1 to " + MOST_LOOKS);
    }
    for (int k = 0; k < fractions.size(); k++) {
      double before = k == 0 ? 0 : fractions.get(k - 1);
      double now = fractions.get(k);
      if (!(now > before && now <= 1)) {
        throw Check.refused("information[" + k + "]", now, "above " + before + " and at most 1");
      }
    }
  }

  /** Looks at 1/K, 2/K, …, 1. */
  public static GroupSequential equallySpaced(int looks, double alpha, boolean twoSided) {
    Check.atLeast("looks", looks, 1);
    List<Double> fractions =
        IntStream.rangeClosed(1, Math.min(looks, MOST_LOOKS + 1))
            .mapToObj(k -> (double) k / looks)
            .toList();
    return new GroupSequential(fractions, alpha, twoSided);
  }

  /** The same boundary at every look (Pocock 1977). */
  public double[] pocock() {
    return wangTsiatis(0.5);
  }

  /** C/sqrt(t): hard to cross early (O'Brien and Fleming 1979). */
  public double[] obrienFleming() {
    return wangTsiatis(0);
  }

  /** C t^(shape - 1/2), t relative to the last look (Wang and Tsiatis 1987). */
  public double[] wangTsiatis(double shape) {
    Check.finite("shape", shape);
    double last = fractions.getLast();
    double[] shapes =
        fractions.stream().mapToDouble(t -> Math.pow(t / last, shape - 0.5)).toArray();
    double c = solve(z -> errorOf(shapes, z) - alpha);
    return Arrays.stream(shapes).map(s -> Math.min(StoppedWalk.FARTHEST, c * s)).toArray();
  }

  /** The same boundary at all looks but the last, which takes what error is left. */
  public double[] haybittlePeto(double interim) {
    Check.positive("interim", interim);
    StoppedWalk walk = new StoppedWalk(fractions, twoSided);
    double left = alpha;
    double[] bounds = new double[fractions.size()];
    for (int k = 0; k < bounds.length - 1; k++) {
      bounds[k] = interim;
      left -= sides() * walk.exitAbove(interim);
      walk.goOn(interim);
    }
    if (!(left > 0)) {
      throw Check.refused("interim", interim, "a boundary that leaves error for the last look");
    }
    double rest = left / sides();
    bounds[bounds.length - 1] = solve(z -> walk.exitAbove(z) - rest);
    return bounds;
  }

  /** Boundaries that spend error as the function says; it is given the error of one side. */
  public double[] spending(SpendingFamily function) {
    SpendingFunction spend = function.of(alpha / sides());
    StoppedWalk walk = new StoppedWalk(fractions, twoSided);
    double[] bounds = new double[fractions.size()];
    double before = 0;
    for (int k = 0; k < bounds.length; k++) {
      double now = spend.spent(fractions.get(k));
      double share = now - before;
      bounds[k] = solve(z -> walk.exitAbove(z) - share);
      walk.goOn(bounds[k]);
      before = now;
    }
    return bounds;
  }

  /** A family of spending functions, one for each one-sided error. */
  @FunctionalInterface
  public interface SpendingFamily {
    SpendingFunction of(double alpha);
  }

  private int sides() {
    return twoSided ? 2 : 1;
  }

  private double errorOf(double[] shapes, double c) {
    StoppedWalk walk = new StoppedWalk(fractions, twoSided);
    double error = 0;
    for (double shape : shapes) {
      error += sides() * walk.exitAbove(c * shape);
      walk.goOn(c * shape);
    }
    return error;
  }

  /** The boundary where the falling function is 0, at most 8 and on two sides at least 0. */
  private double solve(DoubleUnaryOperator falling) {
    double farthest = StoppedWalk.FARTHEST;
    if (falling.applyAsDouble(farthest) >= 0) {
      return farthest;
    }
    double lowest = twoSided ? 0 : -farthest;
    if (falling.applyAsDouble(lowest) <= 0) {
      return lowest;
    }
    return new BrentSolver(1e-12, 1e-12).solve(200, falling::applyAsDouble, lowest, farthest);
  }
}
