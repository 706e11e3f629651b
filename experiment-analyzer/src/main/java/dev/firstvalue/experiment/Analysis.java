package dev.firstvalue.experiment;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.adjustment.Adjustments;
import dev.firstvalue.experiment.adjustment.Comparisons;
import dev.firstvalue.experiment.adjustment.Covariates;
import dev.firstvalue.experiment.adjustment.NumberCovariate;
import dev.firstvalue.experiment.contrast.ArmMetrics;
import dev.firstvalue.experiment.contrast.ClusterDesign;
import dev.firstvalue.experiment.decision.Decisions;
import dev.firstvalue.experiment.decision.Findings;
import dev.firstvalue.experiment.instrument.Instruments;
import dev.firstvalue.experiment.metric.MetricReading;
import dev.firstvalue.experiment.metric.Metrics;
import dev.firstvalue.experiment.past.PastChecks;
import dev.firstvalue.experiment.past.PastCovariates;
import dev.firstvalue.experiment.past.PastReadings;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Clustering;
import dev.firstvalue.experiment.plan.DesignEffects;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.plan.Look;
import dev.firstvalue.experiment.plan.Looking;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.OtherArms;
import dev.firstvalue.experiment.population.Passes;
import dev.firstvalue.experiment.population.Place;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.segment.Segments;
import dev.firstvalue.experiment.time.Curves;
import dev.firstvalue.experiment.time.DailyEffects;
import dev.firstvalue.experiment.trust.AssignmentUnit;
import dev.firstvalue.experiment.trust.SampleRatioCheck;
import dev.firstvalue.experiment.trust.TrustChecks;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.ArmMetric;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.DailyExposures;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.experiment.v1.PastActivity;
import dev.firstvalue.experiment.v1.PlanSummary;
import dev.firstvalue.experiment.v1.ReportFinding;
import dev.firstvalue.experiment.v1.SampleRatio;
import dev.firstvalue.experiment.v1.SampleRatioDay;
import dev.firstvalue.validation.v1.Provenance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Analyzes an experiment: every number of a lift report from one pass over the log.
 *
 * <p>A report is whole or not there: a store that fails throws {@link
 * dev.firstvalue.definition.error.FirstvalueException} and nothing is returned.
 */
public final class Analysis {
  private final FactSource facts;
  private final Clock clock;

  /** Analyzes these facts; the clock bounds the watermark. */
  public Analysis(FactSource facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Runs the analysis.
   *
   * @param asOf the end of what is known; the log's own watermark when absent
   */
  public LiftReport run(Trial trial, Optional<Instant> asOf) {
    ExperimentSpec spec = trial.document().getSpec();
    String name = trial.document().getMetadata().getName();
    Extent extent = facts.extent(trial.plan().definition().source());
    Watermark watermark = Watermark.of(asOf, extent, clock.instant());
    Duration window = trial.plan().window();
    Arms arms = new Arms(spec.getArmsList());
    ExposureCounts rules =
        new ExposureCounts(arms, spec.getMultipleArms(), spec.getPriorQualifiers(), window);
    boolean clustered = Clustering.of(trial).isPresent();
    Decisions decisions = new Decisions(name, spec);
    MetricReading primary = MetricReading.activation(rules, window, clustered);
    Instant begins = PastCovariates.begins(trial.plan(), extent, watermark);
    List<PastPlan> past = trial.plan().readings().past();
    PastCovariates pasts = new PastCovariates(rules, past, begins, clustered);
    Metrics further =
        new Metrics(
            spec, trial.plan().readings(), rules, arms, clustered, pasts, decisions.names());
    List<Fold> folds =
        new ArrayList<>(List.of(rules.activation(), rules.daily(), rules.times(), primary.fold()));
    boolean accounts = Clustering.accountsWereRandomised(trial);
    TrustChecks trust =
        new TrustChecks(arms, rules, trial.plan().readings().attributes(), accounts);
    folds.addAll(trust.folds());
    int beforeMetrics = folds.size();
    folds.addAll(further.folds());
    int beforeInstruments = folds.size();
    Instruments instruments =
        new Instruments(rules, arms, clustered, trial.plan().readings().outcomes());
    folds.addAll(instruments.folds());
    int beforeCovariates = folds.size();
    Covariates covariates = new Covariates(rules, trial.plan().readings().attributes(), clustered);
    folds.addAll(covariates.folds());
    int beforePast = folds.size();
    folds.addAll(pasts.folds());
    List<Counts> counts =
        Passes.fold(facts, new ExposureQuestion(trial.plan(), watermark.instant()), folds);

    List<ArmResult> counted =
        arms.compared().stream().map(arm -> result(arm, rules, counts.get(0))).toList();
    List<Counts> byCovariate = counts.subList(beforeCovariates, beforePast);
    List<Covariates.Stratum> strata = covariates.strata(byCovariate);
    List<NumberCovariate> before = pasts.numbers(counts.subList(beforePast, counts.size()));
    List<NumberCovariate> numbers = new ArrayList<>(covariates.numbers(byCovariate));
    numbers.addAll(before);
    Adjustments adjustments =
        new Adjustments(arms, covariates.words(), clustered, spec.getTest().getAdjustment());
    Map<String, Sample> samples =
        samples(arms, primary, counts.get(3), Inference.of(spec.getTest()));
    Look look =
        new Looking(
                trial,
                watermark.instant(),
                counted,
                adjustments.decide()
                    ? adjustments.of(strata, numbers, Inference.of(spec.getTest()))
                    : List.of(),
                spec.getPower().getMinimumEffect() > 0
                    ? ClusterDesign.effects(arms, samples)
                    : DesignEffects.NONE)
            .now();
    Inference inference = look.inference();
    Comparisons tests = new Comparisons(arms, inference);
    List<ArmResult> results =
        counted.stream()
            .map(arm -> errors(arm, primary, counts.get(3), inference))
            .map(arm -> accounts ? groups(arm, rules, counts.get(3)) : arm)
            .toList();
    List<AdjustedComparison> adjusted = adjustments.of(strata, numbers, inference);
    List<PastActivity> activity =
        new PastReadings(arms, begins, inference, clustered).of(past, before, adjusted);
    List<Comparison> comparisons = tests.primary(samples, adjusted, look);
    List<MetricResult> metrics =
        further.results(
            counts.subList(beforeMetrics, beforeInstruments), watermark.instant(), look);
    SampleRatio sampleRatio = SampleRatioCheck.check(assigned(results), arms.weights());
    List<DailyExposures> daily = daily(rules, counts.get(1));
    List<Counts> checked = counts.subList(4, beforeMetrics);
    List<DailyExposures> assigned = trust.daily(daily, checked);
    List<SampleRatioDay> days = SampleRatioCheck.days(assigned, arms);
    LiftReport.Builder report =
        LiftReport.newBuilder()
            .setExperiment(name)
            .setTitle(trial.document().getMetadata().getTitle())
            .setHypothesis(spec.getHypothesis())
            .setUnit(Clustering.unit(trial))
            .setEntity(Clustering.entity(trial))
            .setCluster(Clustering.of(trial).orElse(Clustering.unit(trial)))
            .addAllArms(results)
            .addAllComparisons(comparisons)
            .addAllMetrics(metrics)
            .setSampleRatio(sampleRatio)
            .setExcluded(rules.excluded(counts.get(0)))
            .addAllDaily(daily)
            .addAllSampleRatioDays(days)
            .addAllChecks(trust.of(results, sampleRatio, assigned, days, counts.get(3), checked))
            .addChecks(new AssignmentUnit(trial, arms, rules).of(counts.get(3)))
            .addAllChecks(new PastChecks(inference).of(activity, before, adjusted))
            .addAllChecks(new PastChecks(inference.twoSided()).ofMetrics(metrics))
            .setOutlook(look.outlook())
            .addAllInstruments(
                instruments.of(
                    counts.subList(beforeInstruments, beforeCovariates),
                    watermark.instant(),
                    inference.twoSided().level()))
            .addAllSegments(
                new Segments(arms, inference, clustered, look.readable())
                    .of(covariates.words(), strata))
            .addAllAdjusted(adjusted)
            .addAllPast(activity)
            .setPlan(summary(trial, tests, decisions, watermark))
            .setPlanRecord(trial.record())
            .addAllDailyEffects(
                new DailyEffects(arms, rules, clustered)
                    .of(counts.get(1), inference.twoSided().level()))
            .addAllOtherArms(OtherArms.of(arms, rules, counts.get(0)));
    Curves curves = new Curves(rules, window, inference.level());
    arms.compared().forEach(arm -> report.addCurves(curves.curve(arm.getName(), counts.get(2))));

    List<ReportFinding> findings = new Findings(trial, watermark).of(report);
    Decisions.Made made = decisions.decide(comparisons, metrics, findings, look);
    return report
        .addAllFindings(findings)
        .setDecision(made.decision())
        .setSentence(made.sentence())
        .addAllReasons(findings.stream().map(ReportFinding::getMessage).toList())
        .setProvenance(provenance(trial.provenance(), watermark))
        .build();
  }

  private static Map<String, Sample> samples(
      Arms arms, MetricReading reading, Counts counts, Inference inference) {
    Map<String, Sample> samples = new LinkedHashMap<>();
    for (Arm arm : arms.compared()) {
      reading
          .sample(arm.getName(), counts, inference.level())
          .ifPresent(sample -> samples.put(arm.getName(), sample));
    }
    return samples;
  }

  private static long[] assigned(List<ArmResult> results) {
    return results.stream()
        .mapToLong(arm -> arm.hasAssignedUnits() ? arm.getAssignedUnits() : arm.getAssigned())
        .toArray();
  }

  /** With the number of groups that have an entity assigned, which is what was randomised. */
  private static ArmResult groups(ArmResult arm, ExposureCounts rules, Counts counts) {
    long groups =
        rules.assigned(counts).stream()
            .filter(row -> arm.getName().equals(row.arm()))
            .map(row -> row.text(0))
            .distinct()
            .count();
    return arm.toBuilder().setAssignedUnits(Math.toIntExact(groups)).build();
  }

  /** The interval of a rate: Wilson's, or by cluster. */
  private static ArmResult errors(
      ArmResult arm, MetricReading reading, Counts counts, Inference inference) {
    Optional<Sample> sample = reading.sample(arm.getName(), counts, inference.level());
    if (sample.isEmpty()) {
      return arm;
    }
    ArmMetric metric = ArmMetrics.of(sample.get(), inference.level());
    ArmResult.Builder result = arm.toBuilder();
    if (metric.hasInterval()) {
      result.setInterval(metric.getInterval());
    }
    if (metric.hasClusters()) {
      result.setClusters(metric.getClusters());
    }
    return result.build();
  }

  private static ArmResult result(Arm arm, ExposureCounts rules, Counts counts) {
    String name = arm.getName();
    int exposed = rules.count(counts, Place.COMPARED, name);
    int activated = rules.count(counts, Place.COMPARED, name, row -> row.ownFlag(0));
    ArmResult.Builder result =
        ArmResult.newBuilder()
            .setName(name)
            .setWeight(arm.getWeight())
            .setControl(arm.getControl())
            .setAssigned(rules.assigned(counts, name))
            .setImmature(rules.count(counts, Place.IMMATURE, name))
            .setPriorQualifiers(rules.count(counts, Place.PRIOR_QUALIFIER, name))
            .setExposed(exposed)
            .setActivated(activated);
    if (exposed > 0) {
      result.setRate((double) activated / exposed);
    }
    return result.build();
  }

  private static List<DailyExposures> daily(ExposureCounts rules, Counts counts) {
    Map<String, Map<String, Long>> byDay = new TreeMap<>();
    for (Counts.Row raw : counts.rows()) {
      ExposureCounts.Row row = new ExposureCounts.Row(raw);
      String arm = row.arm();
      if (arm != null && rules.place(row).compareTo(Place.PRIOR_QUALIFIER) >= 0) {
        byDay
            .computeIfAbsent((String) row.own(0), day -> new TreeMap<>())
            .merge(arm, raw.count(), Long::sum);
      }
    }
    List<DailyExposures> daily = new ArrayList<>();
    byDay.forEach(
        (day, byArm) ->
            byArm.forEach(
                (arm, exposed) ->
                    daily.add(
                        DailyExposures.newBuilder()
                            .setDay(day)
                            .setArm(arm)
                            .setExposed(Math.toIntExact(exposed))
                            .build())));
    return daily;
  }

  private static PlanSummary summary(
      Trial trial, Comparisons tests, Decisions decisions, Watermark watermark) {
    Inference inference = Inference.of(trial.document().getSpec().getTest());
    PlanSummary.Builder plan =
        PlanSummary.newBuilder()
            .setStart(timestamp(trial.plan().start()))
            .setWithin(Durations.fromSeconds(trial.plan().window().toSeconds()))
            .setAlpha(inference.alpha())
            .setSides(inference.sides())
            .setCorrection(tests.correction())
            .setLooks(looks(trial.document().getSpec().getTest()))
            .setAdjustment(Adjustments.planned(trial.document().getSpec().getTest()))
            .setShip(decisions.ship())
            .setStop(decisions.stop())
            .setMatureBefore(timestamp(watermark.instant().minus(trial.plan().window())));
    trial.plan().end().ifPresent(end -> plan.setEnd(timestamp(end)));
    return plan.build();
  }

  private static String looks(TestPlan plan) {
    return switch (plan.getLooks()) {
      case LOOKS_PLANNED ->
          "PLANNED at "
              + plan.getAtList().stream()
                  .map(at -> BigDecimal.valueOf(at).round(new MathContext(4)))
                  .map(at -> at.stripTrailingZeros().toPlainString())
                  .collect(Collectors.joining(", "));
      case LOOKS_CONTINUOUS -> "CONTINUOUS";
      case LOOKS_FIXED, LOOKS_UNSPECIFIED, UNRECOGNIZED -> "FIXED";
    };
  }

  private Provenance provenance(Provenance known, Watermark watermark) {
    FactSource.Origin origin = facts.origin();
    return known.toBuilder()
        .setWatermark(timestamp(watermark.instant()))
        .setWatermarkSource(watermark.basis().name())
        .setStoreVersion(origin.storeVersion())
        .addAllQueryIds(origin.queryIds())
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
