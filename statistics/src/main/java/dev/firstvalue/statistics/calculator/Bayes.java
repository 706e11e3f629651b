package dev.firstvalue.statistics.calculator;

import static dev.firstvalue.statistics.calculator.OneProportion.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.bayes.BetaBinomial;
import dev.firstvalue.statistics.bayes.NormalPosterior;
import java.util.Map;

/** Posterior answers. */
final class Bayes {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "beta_binomial_uniform_prior", Bayes::betaBinomial,
          "normal_posterior_ctw_risk", Bayes::risk,
          "normal_normal_update", Bayes::update);

  private Bayes() {}

  private static Result betaBinomial(Inputs in) {
    double[] prior = in.has("prior") ? in.numbers("prior") : new double[] {1, 1};
    if (prior.length != 2) {
      throw Check.refused("prior", prior.length + " numbers", "two, a and b of a beta prior");
    }
    BetaBinomial posterior =
        BetaBinomial.of(proportion(in, "x1", "n1"), proportion(in, "x2", "n2"), prior[0], prior[1]);
    BetaBinomial.Losses losses = posterior.losses();
    double level = in.level();
    return new Result()
        .put("p_arm2_better", posterior.secondBetter())
        .put("expected_loss_choose_arm2", losses.ifSecondChosen())
        .put("expected_loss_choose_arm1", losses.ifFirstChosen())
        .put("posterior_mean1", posterior.first().mean())
        .put("posterior_mean2", posterior.second().mean())
        .put("ci95_arm1", BetaBinomial.interval(posterior.first(), level))
        .put("ci95_arm2", BetaBinomial.interval(posterior.second(), level));
  }

  private static Result risk(Inputs in) {
    NormalPosterior posterior = new NormalPosterior(in.number("mean"), in.number("sd"));
    boolean defined = posterior.deviation() > 0;
    return new Result()
        .put("chance_to_win", defined ? posterior.chanceAboveZero() : Double.NaN)
        .put("expected_loss_treatment", defined ? posterior.lossIfChosen() : Double.NaN)
        .put("expected_loss_control", defined ? posterior.lossIfLeft() : Double.NaN);
  }

  private static Result update(Inputs in) {
    boolean flat = !in.has("prior_variance") || !in.flag("proper", true);
    NormalPosterior posterior =
        NormalPosterior.update(
            in.number("estimate"),
            in.number("variance"),
            in.number("prior_mean", 0),
            flat ? Double.POSITIVE_INFINITY : in.number("prior_variance"));
    return new Result()
        .put("post_mean", posterior.mean())
        .put("post_sd", posterior.deviation())
        .put("ci95", posterior.interval(in.level()));
  }
}
