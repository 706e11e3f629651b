package dev.firstvalue.validator;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.ValidationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Backtests a definition: every number of a report from one pass over the log.
 *
 * <p>A report is whole or not there: a store that fails throws {@link
 * dev.firstvalue.definition.error.FirstvalueException} and nothing is returned.
 */
public final class Backtest {
  /** So many entities that are set aside are named. */
  private static final int NAMED = 20;

  private final FactSource facts;
  private final Clock clock;

  /** Backtests on these facts; the clock bounds the watermark and dates waivers. */
  public Backtest(FactSource facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /** Runs the backtest. */
  public ValidationReport run(Subject subject, Scope scope) {
    Plan plan = subject.plan();
    PolicySpec policy = subject.policy();
    Watermark watermark = Watermark.of(scope.asOf(), facts.extent(plan.source()), clock.instant());
    Question question = new Question(plan, watermark.instant(), scope.since(), scope.until());
    Duration firstMinutes = Durations.parse(policy.getReach().getFirstMinutes().getWithin());
    FoldPlan folds = new FoldPlan(plan, firstMinutes);
    Answers answers = new Answers(facts, question, folds, plan);

    Estimates estimates = new Estimates(policy.getLift().getLevel());
    Sections sections = new Sections(plan, estimates, policy.getSample().getPerCell());
    ValidationReport.Builder report =
        ValidationReport.newBuilder()
            .setDefinition(subject.document().getMetadata().getName())
            .setTitle(subject.document().getMetadata().getTitle())
            .setPromise(subject.document().getSpec().getPromise())
            .setEntity(subject.document().getSpec().getEntity())
            .setWithin(Durations.format(plan.window()))
            .setPopulation(sections.population(answers.population))
            .setReachability(sections.reachability(answers.population))
            .setFirstMinutes(sections.firstMinutes(answers.population))
            .addAllFunnel(sections.funnel(answers.funnel))
            .addAllCohorts(sections.cohorts(answers.cohorts))
            .setDataQuality(quality(facts.quality(question), aside(question, answers)));
    sections
        .primaryLift(answers.population)
        .map(lift -> withOthers(lift, sections, answers))
        .ifPresent(report::setLift);
    new Times(plan.window(), estimates.level())
        .section(answers.timeToValue)
        .ifPresent(report::setTimeToValue);
    for (int i = 0; i < plan.attributes().size(); i++) {
      report.addAllSegments(
          sections.segments(
              "start.properties." + plan.attributes().get(i).name(), answers.segments.get(i)));
    }
    answers.variants.forEach(cells -> report.addAllSegments(sections.variants(cells)));
    report.setProvenance(provenance(subject.provenance(), watermark, scope));
    Timestamp goodUntil =
        timestamp(watermark.instant().plus(Durations.parse(policy.getRevalidateEvery())));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return report.setVerdict(new Verdicts(policy, today).judge(report, goodUntil)).build();
  }

  private static Lift withOthers(Lift primary, Sections sections, Answers answers) {
    Lift.Builder lift = primary.toBuilder();
    for (int i = 0; i < answers.outcomes.size(); i++) {
      lift.addOthers(sections.otherLift(i + 1, answers.outcomes.get(i)));
    }
    return lift.build();
  }

  private Provenance provenance(Provenance known, Watermark watermark, Scope scope) {
    FactSource.Origin origin = facts.origin();
    Provenance.Builder provenance =
        known.toBuilder()
            .setWatermark(timestamp(watermark.instant()))
            .setWatermarkSource(watermark.basis().name())
            .setStoreVersion(origin.storeVersion())
            .addAllQueryIds(origin.queryIds());
    scope.since().ifPresent(since -> provenance.setSince(timestamp(since)));
    scope.until().ifPresent(until -> provenance.setUntil(timestamp(until)));
    return provenance.build();
  }

  /** Who is set aside; asked only if somebody is. */
  private List<String> aside(Question question, Answers answers) {
    return answers.population.count(Cells.Cell::setAside) == 0
        ? List.of()
        : facts.setAside(question, NAMED);
  }

  private static DataQuality quality(RowQuality rows, List<String> aside) {
    DataQuality.Builder quality =
        DataQuality.newBuilder()
            .setRows(rows.rows())
            .setWithoutEntity(rows.withoutEntity())
            .addAllSetAside(aside);
    rows.duplicates().ifPresent(quality::setDuplicates);
    rows.links()
        .ifPresent(
            links -> quality.setAliasConflicts(links.conflicts()).setAliasChains(links.chains()));
    rows.oldest().ifPresent(oldest -> quality.setOldest(timestamp(oldest)));
    rows.newest().ifPresent(newest -> quality.setNewest(timestamp(newest)));
    for (RowQuality.PropertyFill fill : rows.properties()) {
      quality.addProperties(
          PropertyQuality.newBuilder()
              .setEvent(fill.event())
              .setProperty(fill.property())
              .setRows(fill.rows())
              .setFilled(fill.filled())
              .setMistyped(fill.mistyped()));
    }
    return quality.build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamps.fromNanos(
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano()));
  }

  /** Every fold of a report, asked at once. */
  private static final class Answers {
    final Cells population;
    final Cells funnel;
    final Cells timeToValue;
    final Cells cohorts;
    final List<Cells> outcomes = new ArrayList<>();
    final List<Cells> segments = new ArrayList<>();
    final List<Cells> variants = new ArrayList<>();

    Answers(FactSource facts, Question question, FoldPlan folds, Plan plan) {
      List<Fold> asked = new ArrayList<>();
      asked.add(folds.population());
      asked.add(folds.funnel());
      asked.add(folds.timeToValue());
      asked.add(folds.cohorts());
      for (int i = 1; i < plan.outcomes().size(); i++) {
        asked.add(folds.outcome(i));
      }
      for (int i = 0; i < plan.attributes().size(); i++) {
        asked.add(folds.segment(new FactKey.Attribute(i)));
      }
      if (!plan.variants().isEmpty()) {
        asked.add(folds.segment(new FactKey.Variant()));
      }
      List<Counts> counts = facts.fold(question, asked);
      population = new Cells(counts.get(0));
      funnel = new Cells(counts.get(1));
      timeToValue = new Cells(counts.get(2));
      cohorts = new Cells(counts.get(3));
      int next = 4;
      for (int i = 1; i < plan.outcomes().size(); i++) {
        outcomes.add(new Cells(counts.get(next++)));
      }
      for (int i = 0; i < plan.attributes().size(); i++) {
        segments.add(new Cells(counts.get(next++)));
      }
      if (!plan.variants().isEmpty()) {
        variants.add(new Cells(counts.get(next)));
      }
    }
  }
}
