package dev.firstvalue.experiment.adjustment;

import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.adjustment.Covariates.Stratum;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Activated;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.adjustment.PostStratification;
import dev.firstvalue.statistics.adjustment.PostStratification.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The effect with what was known at assignment taken out: words by post-stratification, which needs
 * no past, each number, such as a count of the past, by Lin's adjustment. The plan says whether one
 * of them decides; without that they are second opinions.
 */
public final class Adjustments {
  static final String POST_STRATIFICATION = "POST_STRATIFICATION";
  public static final String LIN = "LIN";

  private final Arms arms;
  private final List<String> words;
  private final boolean clustered;
  private final Adjustment planned;

  /**
   * Adjustments of a plan.
   *
   * @param words the covariates that cut into strata, as the plan writes them
   */
  public Adjustments(Arms arms, List<String> words, boolean clustered, Adjustment planned) {
    this.arms = arms;
    this.words = List.copyOf(words);
    this.clustered = clustered;
    this.planned = planned;
  }

  /** Every arm by every method. */
  public List<AdjustedComparison> of(
      List<Stratum> strata, List<NumberCovariate> numbers, Inference inference) {
    List<AdjustedComparison> all = new ArrayList<>();
    for (String arm : arms.control().isEmpty() ? List.<String>of() : arms.treatments()) {
      String control = arms.control().orElseThrow();
      AdjustedContrast contrast = new AdjustedContrast(inference);
      LinContrast lin = new LinContrast(contrast, clustered);
      if (!words.isEmpty()) {
        all.add(
            stratified(contrast, strata, arm, control)
                .setArm(arm)
                .setAgainst(control)
                .setMethod(POST_STRATIFICATION)
                .addAllCovariates(words)
                .setDecides(planned == Adjustment.ADJUSTMENT_POST_STRATIFICATION)
                .build());
      }
      for (NumberCovariate number : numbers) {
        all.add(
            lin.of(number.groups(), arm, control)
                .setArm(arm)
                .setAgainst(control)
                .setMethod(LIN)
                .addCovariates(number.name())
                .setDecides(planned == Adjustment.ADJUSTMENT_LIN)
                .build());
      }
    }
    return all;
  }

  /** Whether the plan decides by one of them. */
  public boolean decide() {
    return switch (planned) {
      case ADJUSTMENT_LIN, ADJUSTMENT_POST_STRATIFICATION -> true;
      case ADJUSTMENT_NONE, ADJUSTMENT_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }

  /** The comparisons as the plan decides by: adjusted where it says so and where that exists. */
  public static List<Comparison> decided(
      List<Comparison> plain, List<AdjustedComparison> adjusted) {
    return plain.stream()
        .map(
            one ->
                adjusted.stream()
                    .filter(other -> other.getDecides() && other.getArm().equals(one.getArm()))
                    .findFirst()
                    .map(other -> AdjustedContrast.instead(one, other))
                    .orElse(one))
        .toList();
  }

  /** What a plan takes out before it decides, in a word. */
  public static String planned(TestPlan plan) {
    return switch (plan.getAdjustment()) {
      case ADJUSTMENT_LIN -> LIN;
      case ADJUSTMENT_POST_STRATIFICATION -> POST_STRATIFICATION;
      case ADJUSTMENT_NONE, ADJUSTMENT_UNSPECIFIED, UNRECOGNIZED -> "NONE";
    };
  }

  /** Whether covariates were taken out of a comparison. */
  public static boolean isAdjusted(Comparison comparison) {
    return comparison.getMethod().equals(POST_STRATIFICATION) || comparison.getMethod().equals(LIN);
  }

  private AdjustedComparison.Builder stratified(
      AdjustedContrast contrast, List<Stratum> strata, String arm, String control) {
    CoarseStrata coarse = CoarseStrata.of(strata, arm, control, clustered);
    AdjustedComparison.Builder one =
        AdjustedComparison.newBuilder().setStrata(coarse.pairs().size()).setMerged(coarse.merged());
    if (coarse.pairs().size() < 2) {
      return one.setNote("fewer than two strata have 10 entities in each arm");
    }
    if (clustered) {
      Map<String, Double> scores = new HashMap<>();
      double all = coarse.entities();
      double difference = 0;
      for (CoarseStrata.Pair pair : coarse.pairs()) {
        double share = pair.entities() / all;
        difference += share * (pair.arm().rate() - pair.control().rate());
        pair.arm().scores(share, scores);
        pair.control().scores(-share, scores);
      }
      return contrast.byCluster(
          one, difference, scores, plain(coarse), coarse.entities(), coarse.fewestClusters());
    }
    return PostStratification.of(
            coarse.pairs().stream()
                .map(
                    pair ->
                        new Cell(
                            Optional.of(pair.arm().moments()),
                            Optional.of(pair.control().moments())))
                .toList())
        .map(
            test ->
                contrast.byEntity(
                    one,
                    test.difference(),
                    test.standardError(),
                    test.degreesOfFreedom(),
                    test.unadjustedError()))
        .orElseGet(() -> one.setNote("nothing varies within the strata"));
  }

  /** What clusters add to the difference without strata. */
  private Map<String, Double> plain(CoarseStrata coarse) {
    Activated arm = new Activated(clustered);
    Activated control = new Activated(clustered);
    coarse
        .pairs()
        .forEach(
            pair -> {
              arm.add(pair.arm());
              control.add(pair.control());
            });
    Map<String, Double> scores = new HashMap<>();
    arm.scores(1, scores);
    control.scores(-1, scores);
    return scores;
  }
}
