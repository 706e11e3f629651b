package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.sequential.ConfidenceSequence;
import java.util.Map;

/** Looking more than once. */
final class Sequential {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "asymptotic_confidence_sequence_two_sided", Sequential::twoSided,
          "asymptotic_confidence_sequence_one_sided", Sequential::oneSided,
          "group_sequential_bounds", BoundaryPlan::bounds);

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
          .putUndefined("p");
    }
    double half = sequence.halfWidth();
    return new Result()
        .put("rho", sequence.rho())
        .put("half_width", half)
        .putAll("ci", estimate - half, estimate + half)
        .put("p", sequence.anytimeP(estimate, se, n));
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
}
