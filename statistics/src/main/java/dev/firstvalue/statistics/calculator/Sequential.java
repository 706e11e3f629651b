package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.power.ConditionalPower;
import dev.firstvalue.statistics.sequential.ConfidenceSequence;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import java.util.Map;

/** Looking more than once. */
final class Sequential {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "asymptotic_confidence_sequence_two_sided", Sequential::twoSided,
          "asymptotic_confidence_sequence_one_sided", Sequential::oneSided,
          "group_sequential_bounds", BoundaryPlan::bounds,
          "group_sequential_power", Sequential::power,
          "conditional_power", Sequential::conditional);

  private Sequential() {}

  private static Result twoSided(Inputs in) {
    double estimate = in.number("estimate");
    double se = Check.notNegative("se", in.number("se"));
    double n = in.number("n");
    ConfidenceSequence sequence =
        ConfidenceSequence.twoSided(se, n, in.number("tuning_n"), in.number("alpha", 0.05));
    if (se == 0) {
      return new Result()
          .put("rho", sequence.rho())
          .putUndefined("half_width")
          .putUndefined("ci")
          .putUndefined("p")
          .putUndefined("log10_p");
    }
    double half = sequence.halfWidth();
    return new Result()
        .put("rho", sequence.rho())
        .put("half_width", half)
        .putAll("ci", estimate - half, estimate + half)
        .putP("p", sequence.anytimeP(estimate, se, n));
  }

  private static Result oneSided(Inputs in) {
    double estimate = in.number("estimate");
    double se = Check.notNegative("se", in.number("se"));
    ConfidenceSequence sequence =
        ConfidenceSequence.oneSided(
            se, in.number("n"), in.number("tuning_n"), in.number("alpha", 0.05));
    double half = se == 0 ? Double.NaN : sequence.halfWidth();
    return new Result()
        .put("half_width", half)
        .put("lower", estimate - half)
        .put("upper", estimate + half)
        .put("rho", sequence.rho());
  }

  /** Of bounds given, or of the design's own; the drift given, or the one with this power. */
  private static Result power(Inputs in) {
    GroupSequential plan = BoundaryPlan.plan(in);
    double[] bounds = in.has("z_bounds") ? in.numbers("z_bounds") : BoundaryPlan.of(in, plan);
    boolean given = in.has("drift");
    double drift =
        given
            ? in.number("drift")
            : DesignPower.drift(plan, bounds, in.number("target_power", 0.8));
    DesignPower result = DesignPower.of(plan, bounds, drift);
    return new Result()
        .putAll("z_bounds", bounds)
        .put("drift", drift)
        .put("power", result.power())
        .putAll("stops", result.stops())
        .put("error_spent", DesignPower.of(plan, bounds, 0).power())
        .put("expected_information", result.expectedInformation())
        .put(
            "inflation",
            given
                ? Double.NaN
                : DesignPower.inflation(plan, bounds, in.number("target_power", 0.8)));
  }

  private static Result conditional(Inputs in) {
    ConditionalPower power = new ConditionalPower(in.number("z"), in.number("fraction"));
    double critical = Normal.upperQuantile(Check.openUnit("alpha", in.number("alpha", 0.05)) / 2);
    return new Result()
        .put("current_trend", power.currentTrend(critical))
        .put("planned", in.has("drift") ? power.given(in.number("drift"), critical) : Double.NaN)
        .put("no_effect", power.given(0, critical));
  }
}
