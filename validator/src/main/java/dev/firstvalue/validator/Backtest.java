package dev.firstvalue.validator;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.Sensitivity;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.TimestampMessages;
import dev.firstvalue.validator.inquiry.AccountCounts;
import dev.firstvalue.validator.inquiry.Answers;
import dev.firstvalue.validator.inquiry.FoldPlan;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.Once;
import dev.firstvalue.validator.inquiry.ReportSection;
import dev.firstvalue.validator.ladder.LadderSection;
import dev.firstvalue.validator.lift.LiftSection;
import dev.firstvalue.validator.population.PopulationSection;
import dev.firstvalue.validator.population.WorstCaseSection;
import dev.firstvalue.validator.price.ClausePriceSection;
import dev.firstvalue.validator.price.VariantSection;
import dev.firstvalue.validator.quality.QualitySection;
import dev.firstvalue.validator.reach.CohortSection;
import dev.firstvalue.validator.reach.FunnelSection;
import dev.firstvalue.validator.reach.OutlookSection;
import dev.firstvalue.validator.reach.ReachSection;
import dev.firstvalue.validator.reach.RepeatSection;
import dev.firstvalue.validator.segment.SegmentSection;
import dev.firstvalue.validator.sensitivity.Controls;
import dev.firstvalue.validator.sensitivity.Instruments;
import dev.firstvalue.validator.time.TimeToValueSection;
import dev.firstvalue.validator.verdict.Verdicts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Backtests a definition: every number of a report from one pass over the log.
 *
 * <p>A report is whole or not there: a store that fails throws {@link
 * dev.firstvalue.definition.error.FirstvalueException} and nothing is returned.
 */
public final class Backtest {
  /** The sections, in the order in which they are written. */
  private static final List<Function<Inquiry, ReportSection>> SECTIONS =
      List.of(
          PopulationSection::new,
          ReachSection::new,
          LiftSection::new,
          LadderSection::new,
          FunnelSection::new,
          TimeToValueSection::new,
          RepeatSection::new,
          SegmentSection::new,
          CohortSection::new,
          ClausePriceSection::new,
          VariantSection::new,
          WorstCaseSection::new,
          OutlookSection::new,
          QualitySection::new);

  private final FactSource facts;
  private final Clock clock;

  /** Backtests on these facts; the clock bounds the watermark and dates waivers. */
  public Backtest(FactSource facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /** Runs the backtest, then what is asked besides to see whether it would be overturned. */
  public ValidationReport run(Subject subject, Scope scope, Checks checks) {
    checks
        .experiments()
        .forEach(
            report ->
                Instruments.requireSameMeaning(
                    subject.provenance(), report, "experiment " + report.getExperiment()));
    ValidationReport report =
        run(subject, scope).toBuilder()
            .addAllInstruments(Instruments.of(checks.experiments()))
            .build();
    if (!report.hasSensitivity() || checks.equals(Checks.NONE)) {
      return report;
    }
    Instant watermark =
        Instant.ofEpochSecond(0, Timestamps.toNanos(report.getProvenance().getWatermark()));
    Sensitivity.Builder sensitivity = report.getSensitivity().toBuilder();
    new Controls(
            facts,
            new Question(subject.plan(), watermark, scope.since(), scope.until()),
            subject.policy().getLift().getLevel())
        .addTo(sensitivity, checks.negativeControls());
    if (checks.otherRules()) {
      sensitivity.addAllAlternatives(
          new OtherRules(
                  this, subject, new Scope(Optional.of(watermark), scope.since(), scope.until()))
              .beside(report));
    }
    Provenance.Builder provenance = report.getProvenance().toBuilder().clearQueryIds();
    ValidationReport.Builder checked = report.toBuilder().setSensitivity(sensitivity);
    return checked
        .clearMethods()
        .addAllMethods(Methods.of(checked))
        .setProvenance(provenance.addAllQueryIds(facts.origin().queryIds()))
        .build();
  }

  /** Runs the backtest. */
  public ValidationReport run(Subject subject, Scope scope) {
    Plan plan = subject.plan();
    PolicySpec policy = subject.policy();
    Extent extent = facts.extent(plan.source());
    Instant now = clock.instant();
    Watermark watermark = Watermark.of(scope.asOf(), extent, now);
    Question question = new Question(plan, watermark.instant(), scope.since(), scope.until());
    FoldPlan folds =
        new FoldPlan(plan, Durations.parse(policy.getReach().getFirstMinutes().getWithin()));
    Inquiry inquiry =
        new Inquiry(
            facts,
            question,
            subject.without(),
            scope.bounds(),
            extent.newest().filter(newest -> newest.isAfter(now)).map(newest -> now),
            policy,
            folds,
            new Answers(),
            new Once<>(() -> AccountCounts.of(facts, question, folds)),
            new Estimates(policy.getLift().getLevel()));
    List<ReportSection> sections = SECTIONS.stream().map(make -> make.apply(inquiry)).toList();
    inquiry.answers().fetch(facts, question);
    ValidationReport.Builder report =
        ValidationReport.newBuilder()
            .setDefinition(subject.document().getMetadata().getName())
            .setTitle(subject.document().getMetadata().getTitle())
            .setPromise(subject.document().getSpec().getPromise())
            .setEntity(subject.document().getSpec().getEntity())
            .setWithin(Durations.format(plan.window()));
    sections.forEach(section -> section.addTo(report));
    report.setProvenance(
        subject.provenance().toBuilder()
            .mergeFrom(ReadProvenance.of(facts.origin(), watermark, scope)));
    report.addAllMethods(Methods.of(report));
    Timestamp goodUntil =
        TimestampMessages.of(
            watermark.instant().plus(Durations.parse(policy.getRevalidateEvery())));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return report.setVerdict(new Verdicts(policy, today).judge(report, goodUntil)).build();
  }
}
