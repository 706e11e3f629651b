package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.proportion.BetaLimits;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.Map;

/** Intervals of one proportion. */
final class OneProportion {

  static final Map<String, Calculator> METHODS =
      Map.of("one_proportion_ci95", OneProportion::intervals);

  private OneProportion() {}

  private static Result intervals(Inputs in) {
    Proportion p = proportion(in, "x", "n");
    double level = in.level();
    return new Result()
        .put("wilson", Wilson.interval(p, level))
        .put("wilson_cc", Wilson.corrected(p, level))
        .put("clopper_pearson", BetaLimits.clopperPearson(p, level))
        .put("jeffreys", BetaLimits.jeffreys(p, level))
        .put("estimate", p.value());
  }

  /** Reads successes and trials, with refusals that name these two inputs. */
  static Proportion proportion(Inputs in, String successes, String trials) {
    long n = Check.atLeast(trials, in.count(trials), 1);
    long x = in.count(successes);
    if (x > n) {
      throw Check.refused(successes, x, "at most " + trials + ", " + n);
    }
    return new Proportion(x, n);
  }

  /** The same of counts already read. */
  static Proportion proportion(String name, long x, long n) {
    Check.atLeast("trials of " + name, n, 1);
    if (x > n) {
      throw Check.refused(name, x, "at most " + n);
    }
    return new Proportion(x, n);
  }
}
