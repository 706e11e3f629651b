package dev.firstvalue.experiment.planning;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Clustering;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.v1.ClusterCost;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.experiment.v1.WeeklyStarts;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans an experiment: how many entities its smallest effect needs and how many weeks that takes,
 * by the starts of the last whole weeks and the rate of the definition among them. Starts stand for
 * exposures: an experiment that shows its arms later or to fewer takes longer.
 */
public final class Planning {
  /** So many whole weeks before the watermark are looked at. */
  private static final int WEEKS = 8;

  private final FactSource facts;
  private final Clock clock;

  /** Plans with these facts; the clock bounds the watermark. */
  public Planning(FactSource facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * The plan in numbers.
   *
   * @param asOf the end of what is known; the log's own watermark when absent
   */
  public PlanningReport run(Trial trial, Optional<Instant> asOf) {
    Plan plan = trial.plan().definition();
    Extent extent = facts.extent(plan.source());
    Watermark watermark = Watermark.of(asOf, extent, clock.instant());
    Duration window = trial.plan().window();
    Instant until =
        LocalDate.ofInstant(watermark.instant(), ZoneOffset.UTC)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    Instant since = until.minus(Duration.ofDays(7L * WEEKS)).minus(window);
    Fold fold =
        Fold.by(
            new FactKey.Excluded(),
            new FactKey.SetAside(),
            new FactKey.Week(),
            new FactKey.Mature(window),
            new FactKey.Reached(window));
    Optional<String> cluster = Clustering.of(trial);
    List<Fold> folds = new ArrayList<>(List.of(fold));
    cluster.ifPresent(any -> folds.add(ClusterCosts.fold(window)));
    List<Counts> counts =
        facts.fold(
            new Question(plan, watermark.instant(), Optional.of(since), Optional.of(until)), folds);
    PlanningReport.Builder report = head(trial, window);
    counted(counts.getFirst(), until, report);
    cluster.ifPresent(by -> report.setClusterCost(ClusterCosts.of(counts.get(1), by)));
    report.addAllPast(new PastSavings(facts, trial, since, until).of(extent, watermark));
    sized(trial, report);
    if (window.compareTo(plan.window()) > 0) {
      report.addNotes(
          "the experiment's window is longer than the definition's: the rate is that of the"
              + " definition's, and the true one is no lower");
    }
    if (report.hasClusterCost()) {
      report.addNotes(clusters(report.getClusterCost(), Clustering.accountsWereRandomised(trial)));
    }
    FactSource.Origin origin = facts.origin();
    return report
        .setProvenance(
            trial.provenance().toBuilder()
                .setWatermark(
                    Timestamp.newBuilder().setSeconds(watermark.instant().getEpochSecond()))
                .setWatermarkSource(watermark.basis().name())
                .setStoreVersion(origin.storeVersion())
                .addAllQueryIds(origin.queryIds()))
        .build();
  }

  private static String clusters(ClusterCost cost, boolean randomised) {
    if (!cost.hasDesignEffect()) {
      return "errors will be by "
          + cost.getCluster()
          + ", and what that costs is not known: "
          + cost.getNote();
    }
    return String.format(
        Locale.ROOT,
        "errors will be by %s: a correlation of %.3f in %ss of %.1f makes every size %.2f times as"
            + " large%s",
        cost.getCluster(),
        cost.getIntraclassCorrelation(),
        cost.getCluster(),
        cost.getMembers(),
        cost.getDesignEffect(),
        randomised ? "" : ", at most, since the members of one are in different arms");
  }

  private static PlanningReport.Builder head(Trial trial, Duration window) {
    ExperimentSpec spec = trial.document().getSpec();
    Inference inference = Inference.of(spec.getTest());
    PlanningReport.Builder report =
        PlanningReport.newBuilder()
            .setExperiment(trial.document().getMetadata().getName())
            .setHypothesis(spec.getHypothesis())
            .setEntity(Clustering.entity(trial))
            .setWithin(Durations.fromSeconds(window.toSeconds()))
            .setPower(spec.getPower().hasPower() ? spec.getPower().getPower() : 0.8)
            .setAlpha(inference.alpha())
            .setAlphaEach(inference.alphaEach(new Arms(spec.getArmsList()).treatments().size()))
            .setSides(inference.sides());
    if (spec.getPower().getMinimumEffect() > 0) {
      report.setMinimumEffect(spec.getPower().getMinimumEffect());
    }
    return report;
  }

  private static void counted(Counts counts, Instant until, PlanningReport.Builder report) {
    SortedMap<String, Long> weeks = new TreeMap<>();
    LocalDate first = LocalDate.ofInstant(until, ZoneOffset.UTC).minusWeeks(WEEKS);
    for (int i = 0; i < WEEKS; i++) {
      weeks.put(first.plusWeeks(i).toString(), 0L);
    }
    long mature = 0;
    long reached = 0;
    for (Counts.Row row : counts.rows()) {
      boolean out =
          Boolean.TRUE.equals(row.values().get(0)) || Boolean.TRUE.equals(row.values().get(1));
      if (!out) {
        weeks.computeIfPresent(
            String.valueOf(row.values().get(2)), (week, starts) -> starts + row.count());
        if (Boolean.TRUE.equals(row.values().get(3))) {
          mature += row.count();
          reached += Boolean.TRUE.equals(row.values().get(4)) ? row.count() : 0;
        }
      }
    }
    double median = median(weeks.values().stream().dropWhile(starts -> starts == 0).toList());
    weeks.forEach(
        (week, starts) ->
            report.addWeeks(
                WeeklyStarts.newBuilder().setWeek(week).setStarts(Math.toIntExact(starts))));
    report.setEntities(Math.toIntExact(mature)).setActivated(Math.toIntExact(reached));
    if (median > 0) {
      report.setWeeklyStarts(median);
    }
    if (mature > 0) {
      report.setRate((double) reached / mature);
    }
  }

  /** Of the weeks from the first with a start on: before it there was no product, or no log. */
  private static double median(List<Long> starts) {
    List<Long> sorted = starts.stream().sorted().toList();
    int half = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return 0;
    }
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2.0;
  }

  private static void sized(Trial trial, PlanningReport.Builder report) {
    List<Arm> arms = new Arms(trial.document().getSpec().getArmsList()).compared();
    if (!report.hasRate() || !report.hasWeeklyStarts()) {
      report
          .setInflation(1)
          .setSentence(
              "In most of the last " + WEEKS + " whole weeks nobody started: nothing to plan by.");
      return;
    }
    Sizing sizing = new Sizing(trial.document().getSpec(), arms, report);
    report.setInflation(sizing.inflation());
    report.addAllEffects(sizing.effects());
    sizing
        .sizes()
        .ifPresentOrElse(
            sizes ->
                report
                    .addAllSizes(sizes)
                    .setWeeksToVerdict(sizing.weeks(sizes))
                    .setSentence(
                        String.format(
                            Locale.ROOT,
                            "%d weeks to a verdict on %+.2f points from %.2f %%: %,d %ss in all, at"
                                + " %,.0f a week, and the window of the last.",
                            sizing.weeks(sizes),
                            report.getMinimumEffect() * 100,
                            report.getRate() * 100,
                            sizes.stream().mapToLong(size -> size.getEntities()).sum(),
                            report.getEntity(),
                            report.getWeeklyStarts())),
            () ->
                report.setSentence(
                    report.hasMinimumEffect()
                        ? "The rate cannot rise or fall by the smallest effect: look for another."
                        : "The plan names no smallest effect (power.minimumEffect): what could be"
                            + " found by when is below."));
  }
}
