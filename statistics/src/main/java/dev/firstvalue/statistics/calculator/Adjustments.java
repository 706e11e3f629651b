package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.adjustment.Cuped;
import dev.firstvalue.statistics.adjustment.HeteroscedasticAdjustment;
import dev.firstvalue.statistics.adjustment.PairedMoments;
import dev.firstvalue.statistics.adjustment.PostStratification;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.NormalDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** One covariate taken out of a difference of means. */
final class Adjustments {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "cuped_theta", Adjustments::theta,
          "cuped_single_covariate", Adjustments::cuped,
          "post_stratification", Adjustments::postStratification);

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
        .put("lin_interacted_hc2_se", of(rows, HeteroscedasticAdjustment::interacted))
        .putP("p", cuped.flatMap(c -> c.test(in.level())).map(NormalDifference::pValue))
        .put("ci95", cuped.flatMap(c -> c.test(in.level())).map(NormalDifference::interval));
  }

  /** Strata with arms as {@code {n, mean, var}}, or null where an arm has nobody there. */
  private static Result postStratification(Inputs in) {
    List<PostStratification.Cell> cells = new ArrayList<>();
    for (Inputs row : in.objects("strata")) {
      cells.add(new PostStratification.Cell(arm(row, "arm2"), arm(row, "arm1")));
    }
    Optional<PostStratification> result = PostStratification.of(cells);
    return new Result()
        .put("diff", of(result, PostStratification::difference))
        .put("se", of(result, PostStratification::standardError))
        .put("df", of(result, PostStratification::degreesOfFreedom))
        .putP("p", result.map(PostStratification::pValue))
        .put("ci95", result.map(r -> r.interval(in.level())))
        .put("variance_reduction", of(result, PostStratification::varianceReduction))
        .put("merged_strata", of(result, PostStratification::merged));
  }

  private static Optional<Moments> arm(Inputs row, String name) {
    if (!row.has(name)) {
      return Optional.empty();
    }
    Inputs arm = row.object(name);
    long n = arm.count("n");
    return n == 0
        ? Optional.empty()
        : Optional.of(Moments.ofVariance(n, arm.number("mean"), n > 1 ? arm.number("var") : 0));
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
