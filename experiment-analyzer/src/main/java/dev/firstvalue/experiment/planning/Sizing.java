package dev.firstvalue.experiment.planning;

import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.experiment.plan.Spendings;
import dev.firstvalue.experiment.v1.ArmSize;
import dev.firstvalue.experiment.v1.DetectableEffect;
import dev.firstvalue.experiment.v1.PastSaving;
import dev.firstvalue.experiment.v1.PlanningReportOrBuilder;
import dev.firstvalue.statistics.power.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sizes of arms and what they can find, for the pooled z test of two shares (Fleiss, Levin and Paik
 * 2003); the arm of the smallest weight decides.
 */
final class Sizing {
  /** Effects are shown up to half a year. */
  private static final int LONGEST = 26;

  private static final double DAYS_A_WEEK = 7;

  private final ExperimentSpec spec;
  private final List<Arm> arms;
  private final PlanningReportOrBuilder report;
  private final SampleSize size;

  /** Sizes for the rate and the weekly starts of a report. */
  Sizing(ExperimentSpec spec, List<Arm> arms, PlanningReportOrBuilder report) {
    this.spec = spec;
    this.arms = arms;
    this.report = report;
    this.size = new SampleSize(report.getPower(), report.getAlphaEach() / report.getSides());
  }

  /** What looks and clusters cost together, less what a past saves. */
  private double factor() {
    double left = 1;
    for (PastSaving past : report.getPastList()) {
      left *= past.getCounted() ? 1 - past.getVarianceSaved() : 1;
    }
    return inflation()
        * left
        * (report.getClusterCost().hasDesignEffect()
            ? report.getClusterCost().getDesignEffect()
            : 1);
  }

  double inflation() {
    return Spendings.inflation(spec, report.getAlphaEach(), report.getPower());
  }

  /** What every arm needs; absent without an effect that the rate can move by. */
  Optional<List<ArmSize>> sizes() {
    double base = report.getRate();
    double effect = report.getMinimumEffect();
    double moved = base + effect <= 1 ? base + effect : base - effect;
    if (!(effect > 0) || moved < 0) {
      return Optional.empty();
    }
    double ratio = smallest() / control();
    double ofControl = size.proportions(base, moved, ratio) * factor();
    return Optional.of(
        arms.stream()
            .map(
                arm ->
                    ArmSize.newBuilder()
                        .setArm(arm.getName())
                        .setEntities((long) Math.ceil(ofControl * arm.getWeight() / control()))
                        .build())
            .toList());
  }

  int weeks(List<ArmSize> sizes) {
    double all = (double) sizes.stream().mapToLong(ArmSize::getEntities).sum();
    return Math.toIntExact(SampleSize.weeksToVerdict(all, report.getWeeklyStarts(), days()));
  }

  /** The smallest rise that is found after each number of weeks in which anybody is mature. */
  List<DetectableEffect> effects() {
    List<DetectableEffect> effects = new ArrayList<>();
    int waiting = (int) Math.ceil(days() / DAYS_A_WEEK);
    double sum = arms.stream().mapToDouble(Arm::getWeight).sum();
    for (int weeks = waiting + 1; weeks <= waiting + LONGEST; weeks++) {
      double started = report.getWeeklyStarts() * (weeks - waiting);
      double ofControl = started * control() / sum;
      double ofSmallest = started * smallest() / sum;
      DetectableEffect.Builder effect =
          DetectableEffect.newBuilder().setWeeks(weeks).setControl((long) ofControl);
      if (report.getRate() < 1 && ofControl >= 1 && ofSmallest >= 1) {
        double rise =
            size.detectableRise(report.getRate(), ofControl / factor(), ofSmallest / factor());
        if (Double.isFinite(rise)) {
          effect.setEffect(rise);
        }
      }
      effects.add(effect.build());
    }
    return effects;
  }

  private double days() {
    return report.getWithin().getSeconds() / 86_400.0;
  }

  private double control() {
    return arms.stream().filter(Arm::getControl).mapToDouble(Arm::getWeight).sum();
  }

  private double smallest() {
    return arms.stream()
        .filter(arm -> !arm.getControl())
        .mapToDouble(Arm::getWeight)
        .min()
        .orElse(control());
  }
}
