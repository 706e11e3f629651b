package dev.firstvalue.statistics.calculator;

import static dev.firstvalue.statistics.calculator.OneProportion.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.proportion.LogRatio;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ProportionComparison;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The one comparison a report decides by, and the summaries of a mark against an outcome. */
final class Comparisons {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "two_proportions_comparison", Comparisons::comparison,
          "fourfold_table", Comparisons::fourfold);

  private Comparisons() {}

  private static Result comparison(Inputs in) {
    Proportion one = proportion(in, "x1", "n1");
    Proportion two = proportion(in, "x2", "n2");
    ProportionComparison result =
        in.secondFirst(true)
            ? ProportionComparison.of(two, one, in.level())
            : ProportionComparison.of(one, two, in.level());
    return new Result()
        .put("diff", result.difference())
        .putP("p", result.pValue())
        .put("test", result.test().name().toLowerCase(Locale.ROOT))
        .put("smallest_expected", result.smallestExpected())
        .put("diff_ci95", result.differenceInterval())
        .put("ratio", result.ratio().estimate())
        .put("ratio_ci95", result.ratio().interval())
        .put("disagree", result.disagree());
  }

  private static Result fourfold(Inputs in) {
    FourfoldTable table =
        new FourfoldTable(in.count("a"), in.count("b"), in.count("c"), in.count("d"));
    double level = in.level();
    Result result = new Result();
    share(result, "reach", table.markedShare(), level);
    share(result, "rate", table.positiveShare(), level);
    share(result, "ppv", table.positivePredictiveValue(), level);
    share(result, "npv", table.negativePredictiveValue(), level);
    share(result, "sensitivity", table.sensitivity(), level);
    share(result, "specificity", table.specificity(), level);
    return result
        .put("youden", table.youden())
        .put("phi", table.phi())
        .put("phi_ci95", table.phiInterval(level))
        .put("risk_difference", table.riskDifference())
        .put("odds_ratio", table.oddsRatio())
        .put("or_woolf_ci95", woolf(table, level))
        .put("headroom", table.headroom())
        .put("headroom_se", table.headroomStandardError())
        .put("headroom_ci95", headroom(table, level));
  }

  private static void share(Result result, String name, Optional<Proportion> share, double level) {
    result
        .put(name, share.map(Proportion::value).orElse(Double.NaN))
        .put(name + "_ci95", share.map(p -> Wilson.interval(p, level)));
  }

  private static Optional<Interval> woolf(FourfoldTable table, double level) {
    return table
        .positivePredictiveValue()
        .flatMap(
            with ->
                table
                    .positiveAmongOthers()
                    .flatMap(without -> LogRatio.woolf(with, without, level)));
  }

  private static Optional<Interval> headroom(FourfoldTable table, double level) {
    OptionalDouble middle = table.headroom();
    OptionalDouble se = table.headroomStandardError();
    if (middle.isEmpty() || se.isEmpty()) {
      return Optional.empty();
    }
    double half = Normal.twoSidedCritical(level) * se.getAsDouble();
    return Optional.of(
        new Interval(
            middle.getAsDouble() - half, middle.getAsDouble() + half, level, IntervalMethod.DELTA));
  }
}
