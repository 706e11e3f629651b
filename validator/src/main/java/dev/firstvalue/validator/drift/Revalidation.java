package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.ReadProvenance;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.Subject;
import dev.firstvalue.validator.estimate.TimestampMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Revalidates a definition: the cohorts since a reference are backtested under the policy and held
 * against the cohorts of the reference.
 */
public final class Revalidation {
  /** What a store says when a table is no longer as the event model describes it. */
  private static final Set<ErrorCode> OF_THE_TABLE =
      Set.of(
          ErrorCode.STORE_TABLE_NOT_FOUND,
          ErrorCode.STORE_COLUMN_NOT_FOUND,
          ErrorCode.STORE_TYPE_MISMATCH);

  private final FactSource facts;
  private final Clock clock;

  /** Revalidates on these facts; the clock bounds the watermark and dates waivers. */
  public Revalidation(FactSource facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Runs the revalidation. A table that no longer has what the definition reads is a finding; a
   * store that fails otherwise throws, and nothing is returned.
   */
  public RevalidationReport run(Subject subject, Scope scope, Reference reference) {
    try {
      return measured(subject, scope, reference);
    } catch (FirstvalueException e) {
      if (!OF_THE_TABLE.contains(e.code())) {
        throw e;
      }
      return verdict(subject.policy())
          .judge(
              about(subject)
                  .addChecks(Checks.fail("schema-changed", e.place() + ": " + e.problem())))
          .setProvenance(subject.provenance())
          .build();
    }
  }

  private RevalidationReport measured(Subject subject, Scope scope, Reference reference) {
    Plan plan = subject.plan();
    PolicySpec policy = subject.policy();
    Extent extent = facts.extent(plan.source());
    Watermark watermark = Watermark.of(scope.asOf(), extent, clock.instant());
    Question question = new Question(plan, watermark.instant(), scope.since(), scope.until());
    Map<String, FactKey> cuts = cuts(plan);
    List<Fold> folds = new ArrayList<>();
    folds.add(Series.fold(plan));
    cuts.values().forEach(cut -> folds.add(Series.fold(plan, cut)));
    List<Counts> counts = facts.fold(question, folds);
    Series series = Series.of(counts.getFirst());

    RevalidationReport.Builder report =
        about(subject)
            .setGoodUntil(
                TimestampMessages.of(
                    watermark.instant().plus(Durations.parse(policy.getRevalidateEvery()))));
    DriftVerdict verdict = verdict(policy);
    if (series.weeks().isEmpty()) {
      report.addChecks(
          Checks.undecided(
              "nobody-entered",
              "no entity whose newness is verified has a start event in the range. Look at start,"
                  + " --since, --until and the event model"));
      return judged(verdict, report, subject, scope, watermark);
    }
    Periods periods = Periods.of(series, plan, policy, watermark.instant(), reference);
    RowWatch rows = new RowWatch(rowWeeks(question, extent, watermark.instant()), periods.recent());
    Optional<AccountWeeks> accounts = AccountWeeks.of(facts, question, cuts.values(), periods);
    Drift drift = new Drift(plan, policy, periods, series, rows, accounts);
    drift.describe(report);
    int next = 0;
    for (String name : cuts.keySet()) {
      int cut = next++;
      drift.describe(
          report,
          name,
          Series.byValue(counts.get(cut + 1)),
          accounts.map(weeks -> weeks.mixes().get(cut)));
    }
    report.addAllChecks(recent(subject, scope, watermark, periods));
    return judged(verdict, report, subject, scope, watermark);
  }

  /** Once all is asked: where a report comes from lists the queries so far. */
  private RevalidationReport judged(
      DriftVerdict verdict,
      RevalidationReport.Builder report,
      Subject subject,
      Scope scope,
      Watermark watermark) {
    return verdict
        .judge(report)
        .setProvenance(
            subject.provenance().toBuilder()
                .mergeFrom(ReadProvenance.of(facts.origin(), watermark, scope)))
        .build();
  }

  private static RevalidationReport.Builder about(Subject subject) {
    return RevalidationReport.newBuilder()
        .setDefinition(subject.document().getMetadata().getName())
        .setTitle(subject.document().getMetadata().getTitle())
        .setEntity(subject.document().getSpec().getEntity());
  }

  private DriftVerdict verdict(PolicySpec policy) {
    return new DriftVerdict(policy, clock.instant());
  }

  /** What the policy finds on the cohorts since the reference. */
  private List<DriftCheck> recent(
      Subject subject, Scope scope, Watermark watermark, Periods periods) {
    Instant from = Weeks.begin(periods.recent());
    Instant since = scope.since().filter(from::isBefore).orElse(from);
    ValidationReport report =
        new Backtest(facts, clock)
            .run(
                subject,
                new Scope(Optional.of(watermark.instant()), Optional.of(since), scope.until()));
    return report.getVerdict().getFindingsList().stream()
        .map(
            finding ->
                DriftCheck.newBuilder()
                    .setRule(finding.getRule())
                    .setSeverity(finding.getSeverity())
                    .setMessage(finding.getMessage())
                    .build())
        .toList();
  }

  private RowWeeks rowWeeks(Question question, Extent extent, Instant watermark) {
    LocalDate until = Weeks.firstUnwatched(watermark, Duration.ZERO);
    LocalDate from =
        extent
            .oldest()
            .map(
                oldest ->
                    Weeks.begin(Weeks.of(oldest)).equals(oldest)
                        ? Weeks.of(oldest)
                        : Weeks.of(oldest).plusWeeks(1))
            .orElse(until);
    return RowWeeks.of(facts.weeks(question), from, until);
  }

  /** What the series is cut by: the declared segments, and the variants if there are any. */
  private static Map<String, FactKey> cuts(Plan plan) {
    Map<String, FactKey> cuts = new LinkedHashMap<>();
    for (int i = 0; i < plan.attributes().size(); i++) {
      cuts.put("start.properties." + plan.attributes().get(i).name(), new FactKey.Attribute(i));
    }
    if (!plan.variants().isEmpty()) {
      cuts.put("variant", new FactKey.Variant());
    }
    return cuts;
  }
}
