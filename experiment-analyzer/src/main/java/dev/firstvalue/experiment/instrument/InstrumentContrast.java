package dev.firstvalue.experiment.instrument;

import dev.firstvalue.experiment.contrast.ClusterContrast;
import dev.firstvalue.experiment.contrast.Contrast;
import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import dev.firstvalue.experiment.v1.EffectSetShape;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.instrument.ArmPairs;
import dev.firstvalue.statistics.instrument.EffectSet;
import dev.firstvalue.statistics.instrument.InstrumentalEstimate;
import dev.firstvalue.statistics.instrument.InstrumentalEstimate.ClusterScore;
import dev.firstvalue.validation.v1.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One arm against the control as an instrument. Errors are by entity, or CR1 with t by cluster, for
 * which there have to be 20 in each arm.
 */
final class InstrumentContrast {
  /** Below this first-stage F a symmetric error misleads. */
  private static final double STRONG = 10;

  private final boolean clustered;
  private final double level;

  InstrumentContrast(boolean clustered, double level) {
    this.clustered = clustered;
    this.level = level;
  }

  /** The reading of both arms, each by cluster, or as one under an empty name. */
  ArmsAsInstrument of(
      ArmsAsInstrument.Builder one,
      Map<String, ActivationAndOutcome> arm,
      Map<String, ActivationAndOutcome> control) {
    ActivationAndOutcome ours = all(arm);
    ActivationAndOutcome theirs = all(control);
    one.setEntities(Math.toIntExact(ours.entities() + theirs.entities()));
    if (Math.min(ours.entities(), theirs.entities()) < 2) {
      return one.setNote("an arm has hardly an entity whose outcome is over").build();
    }
    if (!clustered) {
      return read(one, InstrumentalEstimate.of(pairs(ours), pairs(theirs)), OptionalDouble.empty());
    }
    Set<String> clusters = new TreeSet<>(arm.keySet());
    clusters.addAll(control.keySet());
    one.setClusters(clusters.size());
    if (Math.min(arm.size(), control.size()) < ClusterContrast.FEW) {
      return one.setNote(
              "fewer than "
                  + ClusterContrast.FEW
                  + " clusters in an arm, too few for an error by cluster")
          .build();
    }
    List<ClusterScore> scores = new ArrayList<>();
    for (String cluster : clusters) {
      ClusterScore plus = score(arm.get(cluster), ours);
      ClusterScore minus = score(control.get(cluster), theirs);
      scores.add(new ClusterScore(plus.y() - minus.y(), plus.d() - minus.d()));
    }
    return read(
        one,
        InstrumentalEstimate.ofClusters(
            ours.holdsShare() - theirs.holdsShare(),
            ours.activatedShare() - theirs.activatedShare(),
            scores,
            ours.entities() + theirs.entities()),
        OptionalDouble.of(clusters.size() - 1.0));
  }

  private ArmsAsInstrument read(
      ArmsAsInstrument.Builder one, InstrumentalEstimate estimate, OptionalDouble degrees) {
    one.setActivation(difference(estimate.differenceD(), estimate.varianceD(), degrees))
        .setOutcomeDifference(difference(estimate.differenceY(), estimate.varianceY(), degrees));
    degrees.ifPresent(one::setDegreesOfFreedom);
    estimate.wald().ifPresent(one::setEffect);
    estimate.firstStageF().ifPresent(one::setFirstStageF);
    if (estimate.varianceY() == 0) {
      return one.setNote("the outcome is the same for everybody").build();
    }
    // Where everybody of an arm is activated and nobody of the other, nothing is uncertain there.
    if (estimate.firstStageF().orElse(Double.POSITIVE_INFINITY) >= STRONG) {
      estimate.waldStandardError().ifPresent(one::setStandardError);
    }
    PValue p = degrees.isPresent() ? estimate.pValue(degrees.getAsDouble()) : estimate.pValue();
    one.setPValue(p.value()).setLog10PValue(p.log10());
    EffectSet set =
        degrees.isPresent() ? estimate.set(level, degrees.getAsDouble()) : estimate.set(level);
    one.setSet(message(set));
    return one.setSentence(sentence(one, set)).build();
  }

  private Estimate difference(double difference, double variance, OptionalDouble degrees) {
    double critical =
        degrees.isPresent()
            ? StudentT.twoSidedCritical(level, degrees.getAsDouble())
            : Normal.twoSidedCritical(level);
    double half = critical * Math.sqrt(variance);
    return Contrast.estimate(
        difference,
        new Interval(
            difference - half,
            difference + half,
            level,
            degrees.isPresent() ? IntervalMethod.STUDENT_T : IntervalMethod.NORMAL));
  }

  private dev.firstvalue.experiment.v1.EffectSet message(EffectSet set) {
    var message =
        dev.firstvalue.experiment.v1.EffectSet.newBuilder()
            .setLevel(level)
            .setPossible(set.meetsUnitRange());
    switch (set) {
      case EffectSet.Between(double low, double high) ->
          message.setShape(EffectSetShape.EFFECT_SET_SHAPE_INTERVAL).setLow(low).setHigh(high);
      case EffectSet.Outside(double until, double from) ->
          message.setShape(EffectSetShape.EFFECT_SET_SHAPE_TWO_RAYS).setLow(until).setHigh(from);
      case EffectSet.UpTo(double high) ->
          message.setShape(EffectSetShape.EFFECT_SET_SHAPE_UP_TO).setHigh(high);
      case EffectSet.From(double low) ->
          message.setShape(EffectSetShape.EFFECT_SET_SHAPE_FROM).setLow(low);
      case EffectSet.Everything() -> message.setShape(EffectSetShape.EFFECT_SET_SHAPE_WHOLE_LINE);
      case EffectSet.Nothing() -> message.setShape(EffectSetShape.EFFECT_SET_SHAPE_EMPTY);
    }
    return message.build();
  }

  private static String sentence(ArmsAsInstrument.Builder one, EffectSet set) {
    if (!set.meetsUnitRange()) {
      return one.getArm()
          + " cannot have worked on "
          + one.getOutcome()
          + " through the value event alone: no effect of value explains both differences";
    }
    if (set instanceof EffectSet.Between(double low, double high)) {
      String limits =
          String.format(
              Locale.ROOT, "%+.1f to %+.1f", 100 * Math.max(-1, low), 100 * Math.min(1, high));
      return low <= 0 && high >= 0
          ? "whether value changes " + one.getOutcome() + " is not shown: " + limits + " points"
          : String.format(
              Locale.ROOT,
              "among those whom %s moved, value %s %s by %.1f points (%s)",
              one.getArm(),
              one.getEffect() > 0 ? "raises" : "lowers",
              one.getOutcome(),
              100 * Math.abs(one.getEffect()),
              limits);
    }
    return String.format(
        Locale.ROOT,
        "%s moves activation too little to say what value does to %s%s",
        one.getArm(),
        one.getOutcome(),
        one.hasFirstStageF() ? String.format(Locale.ROOT, " (F %.1f)", one.getFirstStageF()) : "");
  }

  private static ActivationAndOutcome all(Map<String, ActivationAndOutcome> arm) {
    return arm.values().stream()
        .reduce(new ActivationAndOutcome(0, 0, 0, 0), ActivationAndOutcome::with);
  }

  private static ArmPairs pairs(ActivationAndOutcome arm) {
    return ArmPairs.ofCounts(arm.both(), arm.activated(), arm.holds(), arm.entities());
  }

  /** What a cluster adds to the means of its arm; nothing where it has nobody there. */
  private static ClusterScore score(
      @Nullable ActivationAndOutcome cluster, ActivationAndOutcome arm) {
    if (cluster == null) {
      return new ClusterScore(0, 0);
    }
    double n = arm.entities();
    return new ClusterScore(
        (cluster.holds() - cluster.entities() * arm.holdsShare()) / n,
        (cluster.activated() - cluster.entities() * arm.activatedShare()) / n);
  }
}
