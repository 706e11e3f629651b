package dev.firstvalue.validator.verdict;

import dev.firstvalue.validation.v1.VariantStanding;
import dev.firstvalue.validation.v1.VariantTrial;
import java.util.List;

/** Whether the variants of a definition earn their place. */
final class VariantRules {
  private VariantRules() {}

  static List<Finding> judge(List<VariantTrial> trials) {
    return trials.stream()
        .filter(trial -> trial.getStanding() == VariantStanding.VARIANT_STANDING_NOT_EARNED)
        .map(
            trial ->
                Finding.warn(
                    "variant-unearned",
                    "variant "
                        + trial.getVariant()
                        + ": "
                        + trial.getSentence()
                        + ". Take it out, or give it another rule"))
        .toList();
  }
}
