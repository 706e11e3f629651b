package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.mean.MannWhitney;
import dev.firstvalue.statistics.mean.MeanNonInferiority;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.mean.OrderStatisticInterval;
import dev.firstvalue.statistics.mean.QuantileEstimate;
import dev.firstvalue.statistics.mean.RatioOfSums;
import dev.firstvalue.statistics.mean.RelativeMeans;
import dev.firstvalue.statistics.mean.Welch;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Means, ratios of sums, ranks and quantiles of two samples. */
final class Means {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "welch_t_from_moments", Means::welchFromMoments,
          "welch_t_raw", Means::welchOfValues,
          "welch_t_relative_delta", Means::relative,
          "ratio_metric_delta", Means::ratioMetric,
          "mann_whitney", Means::mannWhitney,
          "quantile_order_stat_ci95", Means::quantileRanks,
          "quantile_difference", Means::quantiles,
          "non_inferiority_means", Means::nonInferiority);

  private Means() {}

  private static Result welchFromMoments(Inputs in) {
    Moments one = Moments.ofVariance(in.count("n1"), in.number("mean1"), variance(in, "1"));
    Moments two = Moments.ofVariance(in.count("n2"), in.number("mean2"), variance(in, "2"));
    return welch(in, one, two, true);
  }

  private static double variance(Inputs in, String arm) {
    return in.count("n" + arm) > 1 ? in.number("var" + arm) : 0;
  }

  private static Result welchOfValues(Inputs in) {
    return welch(in, Moments.of(in.numbers("arm1")), Moments.of(in.numbers("arm2")), false);
  }

  private static Result welch(Inputs in, Moments one, Moments two, boolean secondFirst) {
    boolean swap = in.secondFirst(secondFirst);
    Moments first = swap ? two : one;
    Moments second = swap ? one : two;
    Optional<Welch> test = Welch.test(first, second, in.level());
    return new Result()
        .put("diff", first.mean() - second.mean())
        .put("se", Welch.standardError(first, second))
        .put("df", test.map(Welch::degreesOfFreedom).orElse(Double.NaN))
        .put("t", test.map(Welch::t).orElse(Double.NaN))
        .putP("p", test.map(Welch::pValue))
        .put("ci95", test.map(Welch::interval));
  }

  private static Result relative(Inputs in) {
    RelativeMeans test = RelativeMeans.of(sums(in.object("treatment")), sums(in.object("control")));
    boolean testable = test.testable();
    return new Result()
        .put("lift", test.lift())
        .put("ci95", testable ? Optional.of(test.interval(in.level())) : Optional.empty())
        .put("lift_se", test.standardError())
        .putP("p", testable ? Optional.of(test.pValue()) : Optional.<PValue>empty())
        .put("df", test.degreesOfFreedom());
  }

  /** An arm of values by sums; without a sum of squares, of successes with variance p(1-p). */
  private static Moments sums(Inputs arm) {
    long n = arm.count("n");
    if (arm.has("sum_squares")) {
      return Moments.ofSums(n, arm.number("sum"), arm.number("sum_squares"));
    }
    Proportion p = OneProportion.proportion(arm, "sum", "n");
    return Moments.ofVariance(n, p.value(), p.variance());
  }

  private static Result ratioMetric(Inputs in) {
    Optional<RatioOfSums> one = ratio(in.object("arm1"));
    Optional<RatioOfSums> two = ratio(in.object("arm2"));
    double r1 = one.map(RatioOfSums::ratio).orElse(Double.NaN);
    double r2 = two.map(RatioOfSums::ratio).orElse(Double.NaN);
    double se1 = one.map(RatioOfSums::standardError).orElse(Double.NaN);
    double se2 = two.map(RatioOfSums::standardError).orElse(Double.NaN);
    double base = Math.abs(r1);
    double se = Math.hypot(se1, se2);
    double z = se > 0 ? (r2 - r1) / se : Double.NaN;
    return new Result()
        .put("ratio1", r1)
        .put("se1", se1)
        .put("ratio2", r2)
        .put("se2", se2)
        .put("diff", r2 - r1)
        .put("z", z)
        .putP("p", Double.isNaN(z) ? Optional.empty() : Optional.of(Normal.twoSided(z)))
        .put(
            "ci95",
            one.flatMap(o -> two.flatMap(t -> t.minus(o, in.level())))
                .map(NormalDifference::interval))
        .put("lift", base > 0 ? (r2 - r1) / base : Double.NaN)
        .put("lift_se", base > 0 ? Math.hypot(se2, r2 / base * se1) / base : Double.NaN);
  }

  private static Optional<RatioOfSums> ratio(Inputs arm) {
    return RatioOfSums.of(
        arm.count("n"),
        arm.number("sum_num"),
        arm.number("sum_den"),
        arm.number("ss_num"),
        arm.number("ss_den"),
        arm.number("sp"));
  }

  private static Result mannWhitney(Inputs in) {
    MannWhitney test = MannWhitney.of(in.numbers("x"), in.numbers("y"));
    OptionalDouble none = OptionalDouble.empty();
    Optional<double[]> limits = test.shiftLimits(in.level());
    Result result =
        new Result()
            .put("W_x", test.w())
            .put("p_one_sided_greater_exact", test.exact() ? test.greater() : none)
            .put("p_one_sided_less_exact", test.exact() ? test.less() : none)
            .put("p_two_sided_exact", test.exact() ? test.twoSided() : none)
            .put("p_two_sided", test.twoSided())
            .put("p_one_sided_greater", test.greater())
            .put("p_one_sided_less", test.less())
            .put("p_two_sided_normal_cc", test.approximateTwoSided(true))
            .put("p_two_sided_normal", test.approximateTwoSided(false))
            .put("hodges_lehmann", test.shift());
    return limits.isPresent() ? result.putAll("ci95", limits.get()) : result.putUndefined("ci95");
  }

  private static Result quantileRanks(Inputs in) {
    long n = in.count("n");
    OrderStatisticInterval ranks = OrderStatisticInterval.of(n, in.number("q"), in.level());
    return new Result()
        .put("lower_rank_1based", ranks.lowerRank())
        .put("upper_rank_1based", ranks.upperRank())
        .put("coverage", ranks.coverage())
        .put("lower_exists", ranks.lowerExists())
        .put("upper_exists", ranks.upperExists(n));
  }

  private static Result quantiles(Inputs in) {
    double q = in.number("q");
    double level = in.level();
    Optional<QuantileEstimate> one = QuantileEstimate.of(in.numbers("arm1"), q, level);
    Optional<QuantileEstimate> two = QuantileEstimate.of(in.numbers("arm2"), q, level);
    Optional<QuantileEstimate> first = in.secondFirst(true) ? two : one;
    Optional<QuantileEstimate> second = in.secondFirst(true) ? one : two;
    Optional<NormalDifference> test = first.flatMap(f -> second.flatMap(s -> f.minus(s, level)));
    return new Result()
        .put("quantile1", one.map(QuantileEstimate::value).orElse(Double.NaN))
        .put("quantile1_ci95", one.map(QuantileEstimate::interval))
        .put("quantile2", two.map(QuantileEstimate::value).orElse(Double.NaN))
        .put("quantile2_ci95", two.map(QuantileEstimate::interval))
        .put("diff", test.map(NormalDifference::difference).orElse(Double.NaN))
        .put("se", test.map(NormalDifference::standardError).orElse(Double.NaN))
        .putP("p", test.map(NormalDifference::pValue))
        .put("ci95", test.map(NormalDifference::interval));
  }

  private static Result nonInferiority(Inputs in) {
    Moments treatment =
        Moments.ofVariance(in.count("n_treat"), in.number("mean_treat"), in.number("var_treat"));
    Moments control =
        Moments.ofVariance(in.count("n_ctrl"), in.number("mean_ctrl"), in.number("var_ctrl"));
    Optional<MeanNonInferiority> test =
        MeanNonInferiority.test(
            treatment, control, in.number("margin"), in.flag("higher_is_better", true));
    return new Result()
        .put("t", test.map(MeanNonInferiority::t).orElse(Double.NaN))
        .put("df", test.map(MeanNonInferiority::degreesOfFreedom).orElse(Double.NaN))
        .putP("p", test.map(MeanNonInferiority::pValue));
  }
}
