package dev.firstvalue.experiment.plan;

import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.ConditionalPower;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The chance of a significant end for each arm, if the plan's smallest effect is there (Lan and
 * Wittes 1988). With several arms each is asked at its own share of alpha, as a comparison is
 * decided: its p-value times the number of arms has to be at most the level of the look
 * (Bonferroni). Holm and Dunnett reject whatever Bonferroni does, so that for them it is the least
 * chance.
 */
final class MidFlight {
  private final List<ArmResult> arms;
  private final Inference inference;
  private final TakenOut takenOut;
  private final DesignEffects designs;

  MidFlight(List<ArmResult> arms, Inference inference, TakenOut takenOut, DesignEffects designs) {
    this.arms = arms;
    this.inference = inference;
    this.takenOut = takenOut;
    this.designs = designs;
  }

  /**
   * The looks behind, now, and the looks to come.
   *
   * @param design the shares of the information at which it is read, and now, read or not
   * @param bounds of |z| for a single arm, one a share; up to now they are not asked for
   * @param taken how many shares are behind, now included: at least 1 and fewer than there are
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared: passed on as DesignPower takes it
  record Course(GroupSequential design, double[] bounds, int taken) {}

  /** One for each arm beside the control that has an error. */
  List<ConditionalPower> powers(double effect, Course course) {
    Optional<Proportion> control =
        arms.stream()
            .filter(arm -> arm.getControl() && arm.getExposed() > 0)
            .map(MidFlight::proportion)
            .findFirst();
    List<ConditionalPower> powers = new ArrayList<>();
    if (!(effect > 0) || control.isEmpty()) {
      return powers;
    }
    List<ArmResult> treatments = arms.stream().filter(arm -> !arm.getControl()).toList();
    double alpha = inference.alphaEach(treatments.size());
    double[] bounds = shared(course.bounds(), alpha / inference.alpha());
    double share = course.design().fractions().get(course.taken() - 1);
    for (ArmResult arm : treatments) {
      if (arm.getExposed() == 0) {
        continue;
      }
      Optional<AdjustedComparison> adjusted = takenOut.of(arm.getName());
      double error =
          adjusted
              .map(AdjustedComparison::getStandardError)
              .orElseGet(
                  () ->
                      PooledZ.standardError(proportion(arm), control.get())
                          * Math.sqrt(designs.of(arm.getName())));
      if (error > 0) {
        double difference =
            adjusted
                .map(one -> one.getDifference().getEstimate())
                .orElseGet(() -> proportion(arm).minus(control.get()));
        powers.add(
            ConditionalPower.newBuilder()
                .setArm(arm.getName())
                .setAlpha(alpha)
                .setValue(
                    DesignPower.given(
                            course.design(),
                            bounds,
                            course.taken(),
                            difference / error,
                            effect / (error * Math.sqrt(share)))
                        .power())
                .build());
      }
    }
    return powers;
  }

  /** The boundaries beyond which so large a share of the tail lies. */
  private static double[] shared(double[] bounds, double share) {
    return share == 1
        ? bounds
        : Arrays.stream(bounds)
            .map(bound -> Normal.upperQuantile(Normal.upperTail(bound) * share))
            .toArray();
  }

  private static Proportion proportion(ArmResult arm) {
    return new Proportion(arm.getActivated(), arm.getExposed());
  }
}
