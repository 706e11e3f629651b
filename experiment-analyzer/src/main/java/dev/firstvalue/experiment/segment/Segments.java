package dev.firstvalue.experiment.segment;

import dev.firstvalue.experiment.adjustment.Covariates.Stratum;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Activated;
import dev.firstvalue.experiment.v1.SegmentEffect;
import dev.firstvalue.experiment.v1.SegmentEffects;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The effect by the values of each covariate. That it differs is claimed only where a test of
 * interaction says so: Cochran's Q, or Wald's statistic by cluster, Benjamini and Hochberg over
 * covariates and arms.
 */
public final class Segments {
  /** So many values at most are told apart; the smaller ones are one. */
  private static final int MOST = 20;

  private static final String OTHERS = "(others)";

  private final Arms arms;
  private final Inference inference;
  private final boolean clustered;
  private final boolean readable;

  /**
   * Segments of a report.
   *
   * @param readable whether the plan lets anything be concluded now
   */
  public Segments(Arms arms, Inference inference, boolean clustered, boolean readable) {
    this.arms = arms;
    this.inference = inference.twoSided();
    this.clustered = clustered;
    this.readable = readable;
  }

  /** One value of a covariate, in an arm and in the control. */
  record Segment(String value, int values, Activated arm, Activated control) {
    long entities() {
      return arm.entities() + control.entities();
    }
  }

  /** Every covariate by every arm. */
  public List<SegmentEffects> of(List<String> covariates, List<Stratum> strata) {
    List<SegmentEffects.Builder> all = new ArrayList<>();
    for (int i = 0; i < covariates.size(); i++) {
      for (String arm : arms.control().isEmpty() ? List.<String>of() : arms.treatments()) {
        String control = arms.control().orElseThrow();
        all.add(
            new SegmentContrast(inference, clustered)
                .of(segments(i, arm, control, strata))
                .setCovariate(covariates.get(i))
                .setArm(arm)
                .setAgainst(control));
      }
    }
    adjustTests(all);
    adjustSegments(all);
    return all.stream().map(this::said).toList();
  }

  /** The values that are large enough, the largest first, then the others as one. */
  private List<Segment> segments(int covariate, String arm, String control, List<Stratum> strata) {
    Map<String, Segment> byValue = new LinkedHashMap<>();
    for (Stratum stratum : strata) {
      String value = stratum.values().get(covariate);
      Segment segment =
          byValue.computeIfAbsent(
              value,
              any -> new Segment(value, 1, new Activated(clustered), new Activated(clustered)));
      Activated ours = stratum.arms().get(arm);
      Activated theirs = stratum.arms().get(control);
      if (ours != null) {
        segment.arm().add(ours);
      }
      if (theirs != null) {
        segment.control().add(theirs);
      }
    }
    List<Segment> kept = new ArrayList<>();
    List<Segment> small = new ArrayList<>();
    byValue.values().stream()
        .filter(segment -> segment.entities() > 0)
        .sorted(
            Comparator.comparingLong(Segment::entities).reversed().thenComparing(Segment::value))
        .forEach(
            segment ->
                (kept.size() < MOST && new SegmentContrast(inference, clustered).testable(segment)
                        ? kept
                        : small)
                    .add(segment));
    if (small.size() == 1) {
      kept.add(small.getFirst());
    } else if (!small.isEmpty()) {
      Segment others =
          new Segment(OTHERS, small.size(), new Activated(clustered), new Activated(clustered));
      small.forEach(
          one -> {
            others.arm().add(one.arm());
            others.control().add(one.control());
          });
      kept.add(others);
    }
    return kept;
  }

  private static void adjustTests(List<SegmentEffects.Builder> all) {
    List<SegmentEffects.Builder> tested =
        all.stream().filter(SegmentEffects.Builder::hasPValue).toList();
    if (!tested.isEmpty()) {
      double[] adjusted =
          AdjustedPValues.benjaminiHochberg(
              tested.stream().mapToDouble(SegmentEffects.Builder::getPValue).toArray());
      for (int i = 0; i < adjusted.length; i++) {
        tested.get(i).setAdjustedPValue(adjusted[i]);
      }
    }
  }

  private static void adjustSegments(List<SegmentEffects.Builder> all) {
    List<SegmentEffect.Builder> tested =
        all.stream()
            .flatMap(one -> one.getSegmentsBuilderList().stream())
            .filter(SegmentEffect.Builder::hasPValue)
            .toList();
    if (!tested.isEmpty()) {
      double[] adjusted =
          AdjustedPValues.benjaminiHochberg(
              tested.stream().mapToDouble(SegmentEffect.Builder::getPValue).toArray());
      for (int i = 0; i < adjusted.length; i++) {
        tested.get(i).setAdjustedPValue(adjusted[i]);
      }
    }
  }

  private SegmentEffects said(SegmentEffects.Builder one) {
    if (!one.hasAdjustedPValue()) {
      return one.setSentence("nothing can be said of " + one.getCovariate() + ": " + one.getNote())
          .build();
    }
    boolean differs = one.getAdjustedPValue() <= inference.alpha();
    one.setClaimed(differs && readable);
    if (!differs) {
      return one.setSentence(
              "no evidence that segments differ by "
                  + one.getCovariate()
                  + ": the effect over everybody is the best guess for each")
          .build();
    }
    if (!readable) {
      return one.setSentence(
              "segments seem to differ by "
                  + one.getCovariate()
                  + ", but the plan lets nothing be concluded yet")
          .build();
    }
    SegmentEffect most =
        one.getSegmentsList().stream()
            .filter(SegmentEffect::hasShrunken)
            .max(Comparator.comparingDouble(SegmentEffect::getShrunken))
            .orElseThrow();
    SegmentEffect least =
        one.getSegmentsList().stream()
            .filter(SegmentEffect::hasShrunken)
            .min(Comparator.comparingDouble(SegmentEffect::getShrunken))
            .orElseThrow();
    return one.setSentence(
            String.format(
                Locale.ROOT,
                "the effect of %s differs by %s: %+.1f points in %s, %+.1f in %s",
                one.getArm(),
                one.getCovariate(),
                100 * most.getShrunken(),
                most.getValue(),
                100 * least.getShrunken(),
                least.getValue()))
        .build();
  }
}
