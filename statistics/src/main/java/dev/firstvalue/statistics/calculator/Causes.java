package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.instrument.ArmPairs;
import dev.firstvalue.statistics.instrument.EffectSet;
import dev.firstvalue.statistics.instrument.InstrumentalEstimate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arms as instruments. */
final class Causes {

  static final Map<String, Calculator> METHODS =
      Map.of("instrumental_effect", Causes::instrumental);

  private Causes() {}

  private static Result instrumental(Inputs in) {
    InstrumentalEstimate estimate =
        InstrumentalEstimate.of(pairs(in.object("treatment")), pairs(in.object("control")));
    EffectSet set =
        in.has("df") ? estimate.set(in.level(), in.number("df")) : estimate.set(in.level());
    Result result =
        new Result()
            .put("diff_y", estimate.differenceY())
            .put("diff_d", estimate.differenceD())
            .put("wald", estimate.wald())
            .put("wald_se", estimate.waldStandardError())
            .put("first_stage_f", estimate.firstStageF())
            .putP("p", estimate.pValue());
    return put(result, set).put("meets_unit_range", set.meetsUnitRange());
  }

  private static Result put(Result result, EffectSet set) {
    double none = Double.NaN;
    return switch (set) {
      case EffectSet.Between(double low, double high) ->
          shape(result, "between", new double[] {low, high}, null);
      case EffectSet.Outside(double until, double from) ->
          shape(
              result,
              "outside",
              new double[] {Double.NEGATIVE_INFINITY, until},
              new double[] {from, Double.POSITIVE_INFINITY});
      case EffectSet.UpTo(double high) ->
          shape(result, "up_to", new double[] {Double.NEGATIVE_INFINITY, high}, null);
      case EffectSet.From(double low) ->
          shape(result, "from", new double[] {low, Double.POSITIVE_INFINITY}, null);
      case EffectSet.Everything() ->
          shape(
              result,
              "everything",
              new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY},
              null);
      case EffectSet.Nothing() -> shape(result, "nothing", new double[] {none, none}, null);
    };
  }

  private static Result shape(
      Result result, String shape, double[] first, double @Nullable [] second) {
    result.put("ar_shape", shape).putAll("ar_set95", first);
    return second == null
        ? result.putUndefined("ar_set95_second")
        : result.putAll("ar_set95_second", second);
  }

  /** Sums over units, or counts of units by treatment and outcome. */
  private static ArmPairs pairs(Inputs arm) {
    if (arm.has("sum_y")) {
      return ArmPairs.ofSums(
          arm.count("n"),
          arm.number("sum_y"),
          arm.number("sum_d"),
          arm.number("ss_y"),
          arm.number("ss_d"),
          arm.number("sp_yd"));
    }
    return ArmPairs.ofCounts(
        arm.count("both"), arm.count("treated"), arm.count("positive"), arm.count("n"));
  }
}
