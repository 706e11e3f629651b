package dev.firstvalue.statistics.calculator;

import static dev.firstvalue.statistics.calculator.OneProportion.proportion;
import static dev.firstvalue.statistics.proportion.UnconditionalExact.Ties.AS_COMPUTED;
import static dev.firstvalue.statistics.proportion.UnconditionalExact.Ties.COUNTED;
import static dev.firstvalue.statistics.proportion.UnconditionalExact.barnardPooled;
import static dev.firstvalue.statistics.proportion.UnconditionalExact.barnardUnpooled;
import static dev.firstvalue.statistics.proportion.UnconditionalExact.boschloo;

import dev.firstvalue.statistics.proportion.ConditionalOddsRatio.RootFinder;
import dev.firstvalue.statistics.proportion.FisherExact;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.rate.PoissonRateRatio;
import java.util.Map;

/**
 * Exact comparisons of two proportions and of two rates. Where the tool that fixed a name's meaning
 * stops short of the exact figure (R's root finder in {@code fisher.test}, rounded ties in SciPy's
 * {@code barnard_exact}), the name gives that tool's figure and a longer name the exact one.
 */
final class ExactTests {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "fisher_exact_2x2", ExactTests::fisher,
          "unconditional_exact", ExactTests::unconditional,
          "poisson_rate_ratio_exact", ExactTests::poisson);

  private ExactTests() {}

  private static Result fisher(Inputs in) {
    Proportion first = proportion(in, "x1", "n1");
    Proportion second = proportion(in, "x2", "n2");
    FisherExact test = FisherExact.of(first, second, in.level(), RootFinder.asInR());
    FisherExact exact = FisherExact.of(first, second, in.level());
    return new Result()
        .put("p_two_sided", test.twoSided().value())
        .put("p_greater", test.greater().value())
        .put("p_less", test.less().value())
        .put("or_cond_mle", asInR(test.oddsRatio().estimate()))
        .put("or_ci95", test.oddsRatio().interval())
        .put("log10_p_two_sided", test.twoSided().log10())
        .put("or_cond_mle_converged", exact.oddsRatio().estimate())
        .put("or_ci95_converged", exact.oddsRatio().interval());
  }

  /** R calls the odds ratio 0 where the margins allow one table only and nothing is known of it. */
  private static double asInR(double estimate) {
    return Double.isNaN(estimate) ? 0 : estimate;
  }

  private static Result unconditional(Inputs in) {
    Proportion first = proportion(in, "x1", "n1");
    Proportion second = proportion(in, "x2", "n2");
    return new Result()
        .put("barnard_pooled_p", barnardPooled(first, second, AS_COMPUTED).value())
        .put("barnard_unpooled_p", barnardUnpooled(first, second, AS_COMPUTED).value())
        .put("boschloo_p", boschloo(first, second).value())
        .put("barnard_pooled_p_ties_counted", barnardPooled(first, second, COUNTED).value())
        .put("barnard_unpooled_p_ties_counted", barnardUnpooled(first, second, COUNTED).value());
  }

  private static Result poisson(Inputs in) {
    long x1 = in.count("x1");
    long x2 = in.count("x2");
    double t1 = in.number("t1");
    double t2 = in.number("t2");
    double level = in.level();
    PoissonRateRatio test =
        in.secondFirst(false)
            ? PoissonRateRatio.of(x2, t2, x1, t1, level)
            : PoissonRateRatio.of(x1, t1, x2, t2, level);
    return new Result()
        .putP("p", test.twoSided())
        .put("rate_ratio", test.ratio())
        .put("ci95", test.interval())
        .putP("p_greater", test.greater())
        .putP("p_less", test.less());
  }
}
