package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.adjustment.Cuped;
import dev.firstvalue.statistics.adjustment.HeteroscedasticAdjustment;
import dev.firstvalue.statistics.adjustment.PairedMoments;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** One covariate taken out of a difference of means. */
final class Adjustments {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "cuped_theta", Adjustments::theta,
          "cuped_single_covariate", Adjustments::cuped);

  private Adjustments() {}

  private static Result theta(Inputs in) {
    PairedMoments all = PairedMoments.of(in.numbers("post"), in.numbers("pre"));
    // a covariate that does not vary takes nothing out
    return new Result().put("theta", all.xx() > 0 ? all.xy() / all.xx() : 0);
  }

  private static Result cuped(Inputs in) {
    Inputs one = in.object("arm1");
    Inputs two = in.object("arm2");
    Optional<Cuped> cuped = Cuped.of(moments(one), moments(two));
    Optional<HeteroscedasticAdjustment> rows =
        one.has("y") && two.has("y")
            ? Optional.of(
                HeteroscedasticAdjustment.of(
                    one.numbers("y"), one.numbers("x"), two.numbers("y"), two.numbers("x")))
            : Optional.empty();
    return new Result()
        .put("theta_pooled_total_cov", of(cuped, Cuped::thetaTotal))
        .put("theta_within_arm", of(cuped, Cuped::thetaWithin))
        .put("diff_unadjusted", of(cuped, Cuped::unadjusted))
        .put("se_unadjusted", of(cuped, Cuped::unadjustedError))
        .put("diff_adjusted", of(cuped, Cuped::adjusted))
        .put("se_adjusted", of(cuped, Cuped::adjustedError))
        .put("variance_reduction", of(cuped, Cuped::varianceReduction))
        .put("ancova_coef", of(cuped, Cuped::adjusted))
        .put("ancova_hc2_se", of(rows, HeteroscedasticAdjustment::covariance))
        .put("lin_interacted_coef", of(cuped, Cuped::interacted))
        .put("lin_interacted_hc2_se", of(rows, HeteroscedasticAdjustment::interacted));
  }

  private static PairedMoments moments(Inputs arm) {
    return arm.has("y")
        ? PairedMoments.of(arm.numbers("y"), arm.numbers("x"))
        : PairedMoments.ofSums(
            arm.count("n"),
            arm.number("sum_y"),
            arm.number("sum_x"),
            arm.number("ss_y"),
            arm.number("ss_x"),
            arm.number("sp_xy"));
  }

  private static <T> double of(Optional<T> result, ToDoubleFunction<T> output) {
    return result.map(output::applyAsDouble).orElse(Double.NaN);
  }
}
