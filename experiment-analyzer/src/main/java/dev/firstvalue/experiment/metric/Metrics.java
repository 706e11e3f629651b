package dev.firstvalue.experiment.metric;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.MetricPlan;
import dev.firstvalue.definition.plan.MetricPlan.Measure;
import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Worse;
import dev.firstvalue.experiment.adjustment.Adjustments;
import dev.firstvalue.experiment.adjustment.Comparisons;
import dev.firstvalue.experiment.contrast.AnyTime;
import dev.firstvalue.experiment.contrast.ArmMetrics;
import dev.firstvalue.experiment.contrast.Contrast;
import dev.firstvalue.experiment.contrast.Guard;
import dev.firstvalue.experiment.past.PastCovariates;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.plan.Look;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.Place;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.MetricForm;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.experiment.v1.MetricRole;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metrics beside activation within the window: what they ask for and what they come to. */
public final class Metrics {
  private static final List<Integer> DAYS = List.of(7, 14, 30);

  private final Arms arms;
  private final boolean clustered;
  private final PastCovariates past;
  private final Adjustment planned;
  private final Set<String> decided;
  private final List<Asked> asked = new ArrayList<>();

  /** One metric, and how it is read. */
  private record Asked(
      MetricResult.Builder head, MetricReading reading, WithoutPast past, Guardrail guardrail) {}

  /**
   * The metrics of an experiment.
   *
   * @param past what is taken out of those that are means
   * @param decided the names of those that the decision's rule calls
   */
  public Metrics(
      ExperimentSpec spec,
      ExposureReadings readings,
      ExposureCounts population,
      Arms arms,
      boolean clustered,
      PastCovariates past,
      Set<String> decided) {
    this.arms = arms;
    this.clustered = clustered;
    this.past = past;
    this.planned = spec.getTest().getAdjustment();
    this.decided = decided;
    for (MetricPlan metric : readings.secondary()) {
      add(metric, MetricRole.METRIC_ROLE_SECONDARY, population, Guardrail.getDefaultInstance());
    }
    for (int i = 0; i < readings.guardrails().size(); i++) {
      add(
          readings.guardrails().get(i),
          MetricRole.METRIC_ROLE_GUARDRAIL,
          population,
          spec.getGuardrails(i));
    }
    for (int days : DAYS) {
      Duration by = Duration.ofDays(days);
      if (by.compareTo(population.window()) < 0) {
        MetricResult.Builder head =
            MetricResult.newBuilder()
                .setName("activated-by-day-" + days)
                .setRole(MetricRole.METRIC_ROLE_DESCRIPTIVE)
                .setForm(MetricForm.METRIC_FORM_SHARE)
                .setWithin(Durations.fromSeconds(by.toSeconds()));
        ask(
            head,
            MetricReading.activation(population, by, clustered),
            Guardrail.getDefaultInstance());
      }
    }
  }

  private void add(
      MetricPlan metric, MetricRole role, ExposureCounts population, Guardrail guardrail) {
    MetricResult.Builder head =
        MetricResult.newBuilder()
            .setName(metric.name())
            .setRole(role)
            .setForm(form(metric.measure()))
            .setWithin(Durations.fromSeconds(metric.window().toSeconds()));
    if (metric.range().from().isPositive()) {
      head.setFrom(Durations.fromSeconds(metric.range().from().toSeconds()));
    }
    if (metric.measure() instanceof Measure.Quantile(int _, double q)) {
      head.setQuantile(q);
    }
    if (role == MetricRole.METRIC_ROLE_GUARDRAIL) {
      head.setWorse(guardrail.getWorse() == Worse.WORSE_LOWER ? "LOWER" : "HIGHER")
          .setMargin(guardrail.getMargin());
    }
    ask(head, MetricReading.of(population, metric, clustered), guardrail);
  }

  private void ask(MetricResult.Builder head, MetricReading reading, Guardrail guardrail) {
    if (past.size() > 0) {
      head.setNotAdjusted(WithoutPast.reason(head.getForm()));
    } else if (planned == Adjustment.ADJUSTMENT_LIN
        || planned == Adjustment.ADJUSTMENT_POST_STRATIFICATION) {
      head.setNotAdjusted(WithoutPast.NO_PAST);
    }
    asked.add(new Asked(head, reading, new WithoutPast(reading, past, clustered), guardrail));
  }

  private static MetricForm form(Measure measure) {
    return switch (measure) {
      case Measure.Holds _ -> MetricForm.METRIC_FORM_SHARE;
      case Measure.Count _ -> MetricForm.METRIC_FORM_COUNT;
      case Measure.Sum _ -> MetricForm.METRIC_FORM_SUM;
      case Measure.Ratio _ -> MetricForm.METRIC_FORM_RATIO;
      case Measure.Quantile _ -> MetricForm.METRIC_FORM_QUANTILE;
      case Measure.TimeToValue _ -> MetricForm.METRIC_FORM_TIME_TO_VALUE;
    };
  }

  /** What has to be counted, metric by metric. */
  public List<Fold> folds() {
    return asked.stream().flatMap(one -> one.past().folds().stream()).toList();
  }

  /**
   * The results.
   *
   * @param counts those of {@link #folds}, in their order
   */
  public List<MetricResult> results(List<Counts> counts, Instant watermark, Look look) {
    List<MetricResult.Builder> results = new ArrayList<>();
    int next = 0;
    for (Asked one : asked) {
      int folds = one.past().folds().size();
      results.add(result(one, counts.subList(next, next + folds), watermark, look));
      next += folds;
    }
    adjust(results, true, "HOLM", AdjustedPValues::holm);
    adjust(results, false, "BENJAMINI_HOCHBERG", AdjustedPValues::benjaminiHochberg);
    return results.stream().map(MetricResult.Builder::build).toList();
  }

  private MetricResult.Builder result(Asked one, List<Counts> all, Instant watermark, Look look) {
    Counts counts = all.getFirst();
    Inference inference = look.inference().twoSided();
    MetricReading reading = one.reading();
    MetricResult.Builder result =
        one.head()
            .clone()
            .setMatureBefore(timestamp(watermark.minus(reading.population().window())));
    reading.capOf(counts).ifPresent(result::setCap);
    Map<String, Sample> samples = new LinkedHashMap<>();
    for (var arm : arms.compared()) {
      reading
          .sample(arm.getName(), counts, inference.level())
          .ifPresent(sample -> samples.put(arm.getName(), sample));
      result.addArms(
          ArmMetrics.of(samples.get(arm.getName()), inference.level()).toBuilder()
              .setArm(arm.getName())
              .setImmature(reading.population().count(counts, Place.IMMATURE, arm.getName())));
    }
    Guard guard = new Guard(one.guardrail(), inference);
    boolean guards = one.head().getRole() == MetricRole.METRIC_ROLE_GUARDRAIL;
    List<AdjustedComparison> adjusted =
        one.past().of(all, arms, guards ? guard.ofMargin() : inference, planned);
    result.addAllAdjusted(adjusted);
    for (Comparison comparison :
        Adjustments.decided(
            new Comparisons(arms, inference)
                .against(samples, guards ? guard::of : new Contrast(inference)::of),
            adjusted)) {
      result.addComparisons(
          guards && Adjustments.isAdjusted(comparison)
              ? guard.byT(comparison.toBuilder()).build()
              : comparison);
    }
    return new AnyTime(look).of(result.setCorrection("NONE").build()).toBuilder();
  }

  /** Metrics that decide share alpha strictly; the others are explored. */
  private void adjust(
      List<MetricResult.Builder> results,
      boolean deciding,
      String name,
      Comparisons.Adjustment rule) {
    List<Comparison> family = new ArrayList<>();
    List<MetricResult.Builder> members =
        results.stream()
            .filter(result -> result.getRole() == MetricRole.METRIC_ROLE_SECONDARY)
            .filter(result -> decided.contains(result.getName()) == deciding)
            .toList();
    members.forEach(result -> family.addAll(result.getComparisonsList()));
    List<Comparison> adjusted = Comparisons.adjusted(family, rule);
    int next = 0;
    for (MetricResult.Builder result : members) {
      result.setCorrection(name);
      for (int i = 0; i < result.getComparisonsCount(); i++) {
        result.setComparisons(i, adjusted.get(next++));
      }
    }
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
