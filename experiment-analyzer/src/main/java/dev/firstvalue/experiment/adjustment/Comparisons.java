package dev.firstvalue.experiment.adjustment;

import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.experiment.contrast.AnyTime;
import dev.firstvalue.experiment.contrast.Contrast;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.plan.Look;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.multiplicity.Dunnett;
import dev.firstvalue.statistics.multiplicity.DunnettComparison;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The arms of one metric against the control, with the plan's correction for their number. */
public final class Comparisons {
  private final Arms arms;
  private final Inference inference;

  public Comparisons(Arms arms, Inference inference) {
    this.arms = arms;
    this.inference = inference;
  }

  /**
   * Every arm of activation against the control.
   *
   * @param adjusted with covariates taken out: in the place of the plain ones where the plan
   *     decides by them
   */
  public List<Comparison> primary(
      Map<String, Sample> samples, List<AdjustedComparison> adjusted, Look look) {
    AnyTime any = new AnyTime(look);
    List<Comparison> comparisons =
        Adjustments.decided(against(samples, new Contrast(inference)::of), adjusted).stream()
            .map(one -> any.of(one, entities(samples, one)))
            .toList();
    if (look.continuous()) {
      return inference.correction() == Correction.CORRECTION_NONE
          ? adjusted(comparisons, p -> p)
          : adjusted(comparisons, AdjustedPValues::holm);
    }
    return switch (inference.correction()) {
      case CORRECTION_NONE -> adjusted(comparisons, p -> p);
      case CORRECTION_DUNNETT -> dunnett(samples, comparisons);
      case CORRECTION_HOLM, CORRECTION_UNSPECIFIED, UNRECOGNIZED ->
          adjusted(comparisons, AdjustedPValues::holm);
    };
  }

  private static long entities(Map<String, Sample> samples, Comparison comparison) {
    Sample arm = samples.get(comparison.getArm());
    Sample control = samples.get(comparison.getAgainst());
    return arm == null || control == null ? 0 : arm.entities() + control.entities();
  }

  /** The name of the correction for several arms. */
  public String correction() {
    return inference.correction() == Correction.CORRECTION_UNSPECIFIED
        ? "HOLM"
        : inference.correction().name().substring("CORRECTION_".length());
  }

  /** Every arm against the control; who has no entity is said to have none. */
  public List<Comparison> against(
      Map<String, Sample> samples, BiFunction<Sample, Sample, Comparison.Builder> contrast) {
    Optional<String> control = arms.control();
    List<Comparison> comparisons = new ArrayList<>();
    for (String arm : control.isEmpty() ? List.<String>of() : arms.treatments()) {
      String against = control.orElseThrow();
      Sample ours = samples.get(arm);
      Sample theirs = samples.get(against);
      Comparison.Builder comparison =
          ours == null || theirs == null
              ? Comparison.newBuilder()
                  .setNote(
                      (ours == null ? arm : against)
                          + " has no mature entity: there is nothing to compare")
              : contrast.apply(ours, theirs);
      comparisons.add(comparison.setArm(arm).setAgainst(against).build());
    }
    return comparisons;
  }

  /** A rule that adjusts p-values for each other. */
  @FunctionalInterface
  public interface Adjustment {
    double[] of(double... p);
  }

  /** The same with what a rule makes of the p-values that there are. */
  public static List<Comparison> adjusted(List<Comparison> comparisons, Adjustment rule) {
    double[] tested =
        comparisons.stream()
            .filter(Comparison::hasPValue)
            .mapToDouble(Comparison::getPValue)
            .toArray();
    if (tested.length == 0) {
      return comparisons;
    }
    double[] adjusted = rule.of(tested);
    List<Comparison> all = new ArrayList<>();
    int next = 0;
    for (Comparison comparison : comparisons) {
      all.add(
          comparison.hasPValue()
              ? comparison.toBuilder().setAdjustedPValue(adjusted[next++]).build()
              : comparison);
    }
    return all;
  }

  /**
   * Dunnett's p-values; of shares his simultaneous intervals too, with the variance pooled over all
   * arms.
   */
  private List<Comparison> dunnett(Map<String, Sample> samples, List<Comparison> comparisons) {
    List<Sample> treated = arms.treatments().stream().map(samples::get).toList();
    Sample control = arms.control().map(samples::get).orElse(null);
    if (control == null || !comparisons.stream().allMatch(Comparison::hasPValue)) {
      return adjusted(comparisons, AdjustedPValues::holm);
    }
    boolean plain = comparisons.stream().noneMatch(Adjustments::isAdjusted);
    if (plain && control instanceof Sample.Share(Proportion theirs)) {
      Optional<DunnettComparison> all =
          DunnettComparison.ofProportions(
              theirs, treated.stream().map(arm -> ((Sample.Share) arm).counts()).toList());
      if (all.isPresent()) {
        var intervals = all.get().intervals(inference.level());
        return IntStream.range(0, comparisons.size())
            .mapToObj(
                i ->
                    comparisons.get(i).toBuilder()
                        .setAdjustedPValue(all.get().adjustedP().get(i).value())
                        .setDifference(
                            Contrast.estimate(all.get().difference().get(i), intervals.get(i)))
                        .setMethod("DUNNETT")
                        .build())
            .toList();
      }
    }
    Dunnett distribution =
        Dunnett.of(
            size(control),
            treated.stream().map(Comparisons::size).toList(),
            Double.POSITIVE_INFINITY);
    return comparisons.stream()
        .map(
            one ->
                one.toBuilder()
                    .setAdjustedPValue(distribution.adjustedP(one.getStatistic()).value())
                    .build())
        .toList();
  }

  /** What decides how much two comparisons share: clusters where there are some. */
  private static long size(Sample sample) {
    return sample instanceof Sample.Clustered clustered
        ? clustered.clusters().size()
        : sample.entities();
  }
}
