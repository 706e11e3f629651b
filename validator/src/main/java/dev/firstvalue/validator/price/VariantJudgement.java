package dev.firstvalue.validator.price;

import dev.firstvalue.definition.explain.WithoutClause;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.VariantStanding;
import dev.firstvalue.validation.v1.VariantTrial;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;
import java.util.List;

/**
 * Judges a variant by the lift of its own entities: paired, by the variance of the difference of
 * the two influence functions. It earns its place where the interval of the gain lies above 0.
 */
final class VariantJudgement {
  private final ClausePricing pricing;

  VariantJudgement(Estimates estimates, int leastCell) {
    pricing = new ClausePricing(estimates, leastCell, true);
  }

  /**
   * Judges.
   *
   * @param variant its name, and the plan without it
   * @param pairs what the two say of the variant's entities
   */
  VariantTrial judge(WithoutClause variant, List<PairedEntities> pairs) {
    ClausePrice common = pricing.price(variant, pairs);
    ClausePrice own = pricing.price(variant, pairs.stream().map(PairedEntities::swapped).toList());
    VariantTrial.Builder trial =
        VariantTrial.newBuilder()
            .setVariant(variant.words())
            .setEntities(Math.toIntExact(pairs.stream().mapToLong(PairedEntities::count).sum()))
            .setTooFew(own.getTooFew());
    if (own.hasReach()) {
      trial.setReach(own.getReach()).setCommonReach(common.getReach());
    }
    if (!own.getTooFew()) {
      trial.setLift(own.getLift()).setCommonLift(common.getLift()).setGain(own.getLiftChange());
    }
    VariantStanding standing = standing(own);
    return trial.setStanding(standing).setSentence(sentence(own, standing)).build();
  }

  private static VariantStanding standing(ClausePrice own) {
    Estimate gain = own.getLiftChange();
    if (own.getTooFew()) {
      return VariantStanding.VARIANT_STANDING_UNDECIDED;
    }
    if (!gain.hasInterval()) {
      return gain.getNote().equals(TwoArms.FEW)
          ? VariantStanding.VARIANT_STANDING_UNDECIDED
          : VariantStanding.VARIANT_STANDING_NOT_EARNED;
    }
    return gain.getInterval().getLow() > 0
        ? VariantStanding.VARIANT_STANDING_EARNED
        : gain.getInterval().getHigh() <= 0
            ? VariantStanding.VARIANT_STANDING_NOT_EARNED
            : VariantStanding.VARIANT_STANDING_UNDECIDED;
  }

  private static String sentence(ClausePrice own, VariantStanding standing) {
    if (own.getTooFew()) {
      return "too few of its entities reached value by one rule or the other, or did not";
    }
    Estimate gain = own.getLiftChange();
    if (gain.getNote().equals(TwoArms.FEW)) {
      return Words.points(gain.getEstimate())
          + " points of lift gained by the variant; "
          + gain.getNote();
    }
    if (!gain.hasInterval()) {
      return "the variant and the rule without it count the same entities: it changes nothing";
    }
    String points =
        Words.points(gain.getEstimate())
            + " points of lift gained by the variant ("
            + Words.points(gain.getInterval().getLow())
            + " to "
            + Words.points(gain.getInterval().getHigh())
            + ")";
    return switch (standing) {
      case VARIANT_STANDING_EARNED -> points + ": it earns its place";
      case VARIANT_STANDING_NOT_EARNED -> points + ": the rule without it tells more";
      case VARIANT_STANDING_UNDECIDED, VARIANT_STANDING_UNSPECIFIED, UNRECOGNIZED ->
          points + ": not shown to be better than the rule without it";
    };
  }
}
