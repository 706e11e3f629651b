package dev.firstvalue.statistics.calculator;

import static dev.firstvalue.statistics.calculator.OneProportion.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.sensitivity.EValue;
import dev.firstvalue.statistics.sensitivity.NegativeControls;
import dev.firstvalue.statistics.sensitivity.RoganGladen;
import dev.firstvalue.statistics.sensitivity.RosenbaumBound;
import dev.firstvalue.statistics.sensitivity.WorstCaseBounds;
import java.util.Map;
import java.util.Optional;

/** What it would take to explain an association away. */
final class Sensitivities {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "e_value", Sensitivities::eValue,
          "bias_factor", Sensitivities::biasFactor,
          "rosenbaum_bound", Sensitivities::rosenbaum,
          "negative_controls", Sensitivities::controls,
          "rogan_gladen", Sensitivities::roganGladen,
          "worst_case_bounds", Sensitivities::worstCase);

  private Sensitivities() {}

  private static Result eValue(Inputs in) {
    Result result = new Result().put("e_value", EValue.of(in.number("rr")));
    if (!in.has("low") && !in.has("high")) {
      return result.putUndefined("e_value_limit");
    }
    Interval limits =
        new Interval(
            in.number("low", 0),
            in.number("high", Double.POSITIVE_INFINITY),
            in.level(),
            IntervalMethod.NORMAL);
    return result.put("e_value_limit", EValue.ofLimit(limits));
  }

  private static Result biasFactor(Inputs in) {
    return new Result()
        .put("bias_factor", EValue.biasFactor(in.number("rr_eu"), in.number("rr_ud")));
  }

  private static Result rosenbaum(Inputs in) {
    long only = in.count("treated_only");
    long discordant = in.count("discordant");
    return new Result()
        .putP("p_upper", RosenbaumBound.largestP(only, discordant, in.number("gamma", 1)))
        .put(
            "gamma_tolerated",
            RosenbaumBound.tolerates(only, discordant, in.number("alpha", 0.05)));
  }

  private static Result controls(Inputs in) {
    NegativeControls controls =
        NegativeControls.of(in.numbers("control_estimates"), in.numbers("control_se"));
    Result result = new Result().put("mean", controls.mean()).put("sd", controls.deviation());
    if (!in.has("estimate")) {
      return result.putUndefined("z").putP("p", Optional.empty());
    }
    double estimate = in.number("estimate");
    double se = in.number("se");
    return result
        .put("z", controls.calibratedZ(estimate, se))
        .putP("p", controls.calibratedP(estimate, se));
  }

  private static Result roganGladen(Inputs in) {
    Optional<RoganGladen> corrected =
        RoganGladen.of(
            proportion(in, "x", "n"),
            proportion(in, "sensitivity_x", "sensitivity_n"),
            proportion(in, "specificity_x", "specificity_n"),
            in.level());
    return new Result()
        .put("share", corrected.map(RoganGladen::share).orElse(Double.NaN))
        .put("ci95", corrected.map(RoganGladen::interval));
  }

  private static Result worstCase(Inputs in) {
    WorstCaseBounds bounds =
        WorstCaseBounds.of(
            proportion(in, "x1", "n1"),
            in.count("unknown1"),
            proportion(in, "x2", "n2"),
            in.count("unknown2"));
    return new Result().putAll("bounds", bounds.low(), bounds.high());
  }
}
