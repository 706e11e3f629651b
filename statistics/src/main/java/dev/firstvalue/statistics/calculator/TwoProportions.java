package dev.firstvalue.statistics.calculator;

import static dev.firstvalue.statistics.calculator.OneProportion.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.proportion.ContingencyChiSquare;
import dev.firstvalue.statistics.proportion.LogRatio;
import dev.firstvalue.statistics.proportion.Newcombe;
import dev.firstvalue.statistics.proportion.NonInferiority;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.PooledZ.ZTest;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ProportionsChiSquare;
import dev.firstvalue.statistics.proportion.RatioEstimate;
import dev.firstvalue.statistics.proportion.RelativeLift;
import dev.firstvalue.statistics.proportion.ScoreDifference;
import dev.firstvalue.statistics.proportion.ScoreOddsRatio;
import dev.firstvalue.statistics.proportion.ScoreRatio;
import dev.firstvalue.statistics.proportion.WaldDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Two proportions compared by score and normal theory, and more than two by chi-square. */
final class TwoProportions {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "two_proportion_z", TwoProportions::z,
          "diff_proportions_ci95", TwoProportions::difference,
          "ratio_effects_ci95", TwoProportions::ratio,
          "chi2_2x2", TwoProportions::chiSquare,
          "chi2_kx2", TwoProportions::chiSquareOfMany,
          "chi2_contingency", TwoProportions::chiSquareOfTable,
          "non_inferiority_diff", TwoProportions::nonInferiority);

  private TwoProportions() {}

  /** Both arms, the one the direction names first. */
  private record Arms(Proportion first, Proportion second) {

    static Arms read(Inputs in, boolean secondFirst) {
      Proportion one = proportion(in, "x1", "n1");
      Proportion two = proportion(in, "x2", "n2");
      return in.secondFirst(secondFirst) ? new Arms(two, one) : new Arms(one, two);
    }
  }

  private static Result z(Inputs in) {
    Arms arms = Arms.read(in, true);
    Optional<ZTest> pooled = PooledZ.test(arms.first, arms.second);
    Optional<ZTest> unpooled = PooledZ.unpooled(arms.first, arms.second);
    return new Result()
        .put("z_pooled", pooled.map(ZTest::z).orElse(Double.NaN))
        .putP("p_pooled", pooled.map(ZTest::twoSided))
        .put("z_unpooled", unpooled.map(ZTest::z).orElse(Double.NaN))
        .putP("p_unpooled", unpooled.map(ZTest::twoSided))
        .put("diff", arms.first.minus(arms.second))
        .put("wald_ci95", WaldDifference.plain(arms.first, arms.second, in.level()))
        .putP("p_pooled_greater", pooled.map(ZTest::greater))
        .putP("p_pooled_less", pooled.map(ZTest::less));
  }

  private static Result difference(Inputs in) {
    Arms arms = Arms.read(in, false);
    double level = in.level();
    return new Result()
        .put("newcombe_hybrid_score", Newcombe.difference(arms.first, arms.second, level))
        .put("newcombe_cc", Newcombe.corrected(arms.first, arms.second, level))
        .put(
            "miettinen_nurminen", ScoreDifference.miettinenNurminen(arms.first, arms.second, level))
        .put("mee_score", ScoreDifference.mee(arms.first, arms.second, level))
        .put("agresti_caffo", WaldDifference.agrestiCaffo(arms.first, arms.second, level))
        .put("diff", arms.first.minus(arms.second));
  }

  private static Result ratio(Inputs in) {
    Arms arms = Arms.read(in, true);
    Proportion first = arms.first;
    Proportion second = arms.second;
    double level = in.level();
    RatioEstimate koopman = ScoreRatio.koopman(first, second, level);
    return new Result()
        .put("risk_ratio", koopman.estimate())
        .put("rr_katz_log_ci95", LogRatio.katz(first, second, level))
        .put("odds_ratio", LogRatio.oddsRatio(first, second))
        .put("or_woolf_ci95", LogRatio.woolf(first, second, level))
        .put("relative_lift", RelativeLift.estimate(first, second).orElse(Double.NaN))
        .put("relative_lift_delta_se", RelativeLift.standardError(first, second).orElse(Double.NaN))
        .put("relative_lift_delta_ci95", RelativeLift.delta(first, second, level))
        .put("rr_score_koopman_ci95", koopman.interval())
        .put(
            "rr_score_miettinen_nurminen_ci95",
            ScoreRatio.miettinenNurminen(first, second, level).interval())
        .put(
            "or_score_miettinen_nurminen_ci95",
            ScoreOddsRatio.miettinenNurminen(first, second, level))
        .put("fieller_lift_ci95", RelativeLift.fieller(first, second, level));
  }

  private static Result chiSquare(Inputs in) {
    Proportion first = proportion(in, "x1", "n1");
    Proportion second = proportion(in, "x2", "n2");
    boolean yates = in.flag("yates", true);
    Optional<ProportionsChiSquare> test =
        yates
            ? ProportionsChiSquare.yates(first, second)
            : ProportionsChiSquare.of(List.of(first, second));
    return new Result()
        .put("chi2", test.map(ProportionsChiSquare::chiSquare).orElse(Double.NaN))
        .putP("p", test.map(ProportionsChiSquare::pValue))
        .put(
            "diff_ci95_p1_minus_p2",
            ProportionsChiSquare.difference(first, second, in.level(), yates));
  }

  private static Result chiSquareOfMany(Inputs in) {
    long[] successes = in.counts("successes");
    long[] trials = in.counts("trials");
    if (successes.length != trials.length) {
      throw Check.refused("trials", trials.length + " counts", successes.length + ", one an arm");
    }
    List<Proportion> arms = new ArrayList<>();
    for (int i = 0; i < trials.length; i++) {
      Check.atLeast("trials[" + i + "]", trials[i], 1);
      if (successes[i] > trials[i]) {
        throw Check.refused("successes[" + i + "]", successes[i], "at most " + trials[i]);
      }
      arms.add(new Proportion(successes[i], trials[i]));
    }
    Optional<ProportionsChiSquare> test = ProportionsChiSquare.of(arms);
    return new Result()
        .put("chi2", test.map(ProportionsChiSquare::chiSquare).orElse(Double.NaN))
        .put("df", arms.size() - 1L)
        .putP("p", test.map(ProportionsChiSquare::pValue));
  }

  private static Result chiSquareOfTable(Inputs in) {
    List<long[]> rows = in.countRows("table");
    Check.atLeast("rows of table", rows.size(), 1);
    Optional<ContingencyChiSquare> test = ContingencyChiSquare.of(rows.toArray(long[][]::new));
    return new Result()
        .put("chi2", test.map(ContingencyChiSquare::chiSquare).orElse(Double.NaN))
        .put("df", test.map(ContingencyChiSquare::degreesOfFreedom).orElse(0).longValue())
        .putP("p", test.map(ContingencyChiSquare::pValue))
        .put(
            "smallest_expected",
            test.map(ContingencyChiSquare::smallestExpected).orElse(Double.NaN));
  }

  private static Result nonInferiority(Inputs in) {
    Proportion treatment = proportion(in, "x_treat", "n_treat");
    Proportion control = proportion(in, "x_ctrl", "n_ctrl");
    double margin = in.number("margin");
    boolean higherIsBetter = in.flag("higher_is_better", true);
    Result result = new Result();
    for (NonInferiority.Variance variance : NonInferiority.Variance.values()) {
      Optional<NonInferiority> test =
          NonInferiority.test(treatment, control, margin, higherIsBetter, variance);
      String name = variance.name().toLowerCase(Locale.ROOT);
      result.put(name + "_z", optional(test.map(NonInferiority::z)));
      result.putP(name + "_p", test.map(NonInferiority::pValue));
    }
    return result;
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
