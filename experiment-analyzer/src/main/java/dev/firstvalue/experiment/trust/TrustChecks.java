package dev.firstvalue.experiment.trust;

import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.ExposureCounts.Row;
import dev.firstvalue.experiment.population.Place;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.DailyExposures;
import dev.firstvalue.experiment.v1.SampleRatio;
import dev.firstvalue.experiment.v1.SampleRatioDay;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.proportion.ContingencyChiSquare;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold before an effect is believed: exposures in their proportions, at the end, at any
 * time and in every segment; arms alike in what was known before; a log without holes; clocks that
 * agree. Each check errs on a sound experiment once in a thousand times. Where the accounts of
 * users were randomised, each account is one unit of every test.
 */
public final class TrustChecks {
  /** Below this a check is no accident. */
  private static final double ALARM = SampleRatioCheck.ALARM;

  /** A day of an arm is a hole if so many exposures were to be expected and none came. */
  private static final double HOLE = 20;

  /** The share of entities that may be exposed before their own start. */
  private static final double LATE = 0.01;

  private final Arms arms;
  private final ExposureCounts population;
  private final List<StartProperty> covariates;
  private final boolean ofAccounts;
  private final RandomisedGroups accounts;
  private final List<TrustCheck> checks = new ArrayList<>();

  /**
   * Checks of an experiment.
   *
   * @param ofAccounts whether users are counted whose accounts were randomised: what is compared is
   *     then accounts
   */
  public TrustChecks(
      Arms arms, ExposureCounts population, List<StartProperty> covariates, boolean ofAccounts) {
    this.arms = arms;
    this.population = population;
    this.covariates = covariates;
    this.ofAccounts = ofAccounts;
    this.accounts =
        new RandomisedGroups(arms.compared().stream().map(arm -> arm.getName()).toList());
  }

  /**
   * What has to be counted: starts after the exposure, then a fold a covariate, and of accounts one
   * by day.
   */
  public List<Fold> folds() {
    List<Fold> folds = new ArrayList<>();
    folds.add(population.fold(List.of(new FactKey.StartsLater()), List.of()));
    for (int i = 0; i < covariates.size(); i++) {
      folds.add(fold(new FactKey.Attribute(i)));
    }
    if (ofAccounts) {
      folds.add(fold(new FactKey.Day()));
    }
    return folds;
  }

  private Fold fold(FactKey key) {
    return population.fold(
        ofAccounts ? List.of(key, new FactKey.Cluster()) : List.of(key), List.of());
  }

  /**
   * First exposures a day of what was randomised.
   *
   * @param entities those of entities
   * @param counts those of {@link #folds}, in their order
   */
  public List<DailyExposures> daily(List<DailyExposures> entities, List<Counts> counts) {
    return ofAccounts ? accounts.firstDays(population.assigned(counts.getLast())) : entities;
  }

  /**
   * The checks.
   *
   * @param daily first exposures a day of what was randomised
   * @param primary of a fold of the population, of accounts by account first
   * @param counts those of {@link #folds}, in their order
   */
  public List<TrustCheck> of(
      List<ArmResult> results,
      SampleRatio sampleRatio,
      List<DailyExposures> daily,
      List<SampleRatioDay> days,
      Counts primary,
      List<Counts> counts) {
    sampleRatio(sampleRatio);
    anytime(days);
    for (int i = 0; i < covariates.size(); i++) {
      covariate(covariates.get(i).name(), counts.get(i + 1));
    }
    priorQualifiers(results, primary);
    holes(daily);
    clock(counts.getFirst());
    return List.copyOf(checks);
  }

  private void sampleRatio(SampleRatio ratio) {
    if (!ratio.hasPValue() || !ratio.getNote().isEmpty()) {
      notChecked("sample-ratio", ratio.getNote());
      return;
    }
    add(
        "sample-ratio",
        ratio.getAlarm() ? TrustOutcome.TRUST_OUTCOME_FAILED : TrustOutcome.TRUST_OUTCOME_PASSED,
        ratio.getPValue(),
        exposures() + " against the configured weights",
        "the assignment, redirects and crashes of one arm, and what writes the exposure log");
  }

  private void anytime(List<SampleRatioDay> days) {
    if (days.isEmpty()) {
      notChecked("sample-ratio-anytime", "there are no days to go through");
      return;
    }
    double p = days.getLast().getAnytimePValue();
    String since =
        days.stream()
            .filter(day -> day.getAnytimePValue() < ALARM)
            .map(day -> ", below 0.001 since " + day.getDay())
            .findFirst()
            .orElse("");
    add(
        "sample-ratio-anytime",
        p < ALARM ? TrustOutcome.TRUST_OUTCOME_FAILED : TrustOutcome.TRUST_OUTCOME_PASSED,
        p,
        exposures() + " against the configured weights, however often one looks" + since,
        "what changed on that day: a release, a flag, a redirect");
  }

  /** Whether the arms are alike in a start property, and exposures in proportion in its values. */
  private void covariate(String name, Counts counts) {
    List<Row> assigned = population.assigned(counts);
    Map<String, long[]> cells = ofAccounts ? accounts.mostly(assigned) : entities(assigned);
    var test =
        ContingencyChiSquare.of(
            transposed(cells.values().stream().toList(), arms.compared().size()));
    if (test.isEmpty()) {
      notChecked("covariate-balance", name + " has one value, or one arm has nobody");
    } else if (test.get().smallestExpected() < 1) {
      notChecked("covariate-balance", name + " has values too rare for a test");
    } else {
      double p = test.get().pValue().value();
      add(
          "covariate-balance",
          p < ALARM ? TrustOutcome.TRUST_OUTCOME_FAILED : TrustOutcome.TRUST_OUTCOME_PASSED,
          p,
          name + (ofAccounts ? " of most users of an account, by arm" : " by arm"),
          "whether the assignment can depend on " + name);
    }
    segments(name, ofAccounts ? accounts.holding(assigned) : cells);
  }

  private Map<String, long[]> entities(List<Row> assigned) {
    List<String> names = arms.compared().stream().map(arm -> arm.getName()).toList();
    Map<String, long[]> cells = new TreeMap<>();
    for (Row row : assigned) {
      cells
              .computeIfAbsent(row.text(0), value -> new long[names.size()])[
              names.indexOf(row.arm())] +=
          row.row().count();
    }
    return cells;
  }

  private String exposures() {
    return ofAccounts ? "exposed accounts" : "exposures";
  }

  private void segments(String name, Map<String, long[]> cells) {
    double least = 1;
    String worst = "";
    int tested = 0;
    for (Map.Entry<String, long[]> cell : cells.entrySet()) {
      long total = 0;
      for (long arm : cell.getValue()) {
        total += arm;
      }
      if (total >= SampleRatioCheck.LEAST_EXPOSURES) {
        tested++;
        PValue p =
            dev.firstvalue.statistics.sampleratio.SampleRatio.of(cell.getValue(), arms.weights())
                .pValue();
        if (p.value() < least) {
          least = p.value();
          worst = cell.getKey();
        }
      }
    }
    if (tested == 0) {
      notChecked("sample-ratio-by-segment", name + " has no value with 100 " + exposures());
      return;
    }
    double p = Math.min(1, least * tested);
    add(
        "sample-ratio-by-segment",
        p < ALARM ? TrustOutcome.TRUST_OUTCOME_FAILED : TrustOutcome.TRUST_OUTCOME_PASSED,
        p,
        exposures() + " of each " + name + ", the worst " + (worst.isEmpty() ? "none" : worst),
        "what is different for " + worst + ": a browser, a cache, a redirect");
  }

  private void priorQualifiers(List<ArmResult> results, Counts primary) {
    long[][] table = new long[results.size()][2];
    for (int i = 0; i < results.size(); i++) {
      ArmResult arm = results.get(i);
      table[i][0] = ofAccounts ? qualifiedAccounts(arm, primary) : arm.getPriorQualifiers();
      table[i][1] = (ofAccounts ? arm.getAssignedUnits() : arm.getAssigned()) - table[i][0];
    }
    var test = results.size() < 2 ? null : ContingencyChiSquare.of(table).orElse(null);
    if (test == null || test.smallestExpected() < 1) {
      notChecked("prior-qualifiers", "hardly anybody had qualified before the exposure");
      return;
    }
    double p = test.pValue().value();
    add(
        "prior-qualifiers",
        p < ALARM ? TrustOutcome.TRUST_OUTCOME_FAILED : TrustOutcome.TRUST_OUTCOME_PASSED,
        p,
        (ofAccounts ? "accounts with somebody who" : "who")
            + " had qualified before the exposure, by arm",
        "whether one arm's exposure is written later than the other's");
  }

  private long qualifiedAccounts(ArmResult arm, Counts primary) {
    return population.assigned(primary).stream()
        .filter(row -> arm.getName().equals(row.arm()))
        .filter(row -> population.place(row) == Place.PRIOR_QUALIFIER)
        .map(row -> row.text(0))
        .distinct()
        .count();
  }

  /** Days on which an arm has no exposure although the others' say that there should be many. */
  private void holes(List<DailyExposures> daily) {
    Map<String, Map<String, Integer>> byDay = new TreeMap<>();
    daily.forEach(
        one ->
            byDay
                .computeIfAbsent(one.getDay(), day -> new TreeMap<>())
                .put(one.getArm(), one.getExposed()));
    double[] weights = arms.weights();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    List<String> holes = new ArrayList<>();
    for (Map.Entry<String, Map<String, Integer>> day : byDay.entrySet()) {
      int all = day.getValue().values().stream().mapToInt(Integer::intValue).sum();
      for (int i = 0; i < weights.length; i++) {
        String arm = arms.compared().get(i).getName();
        double share = weights[i] / sum;
        if (!day.getValue().containsKey(arm) && all * share / (1 - share) >= HOLE) {
          holes.add(arm + " on " + day.getKey());
        }
      }
    }
    if (byDay.isEmpty()) {
      notChecked("missing-exposures", "there are no exposures");
      return;
    }
    add(
        "missing-exposures",
        holes.isEmpty() ? TrustOutcome.TRUST_OUTCOME_PASSED : TrustOutcome.TRUST_OUTCOME_FAILED,
        null,
        holes.isEmpty()
            ? "no day of an arm is empty while the others have many"
            : "no exposure of " + String.join(", ", holes.subList(0, Math.min(3, holes.size()))),
        "what writes the exposure log on these days");
  }

  /** Entities that were exposed before their own start: a clock that is off, or another order. */
  private void clock(Counts counts) {
    long late = 0;
    long all = 0;
    for (Row row : population.assigned(counts)) {
      all += row.row().count();
      late += row.ownFlag(0) ? row.row().count() : 0;
    }
    if (all == 0) {
      notChecked("clock", "there are no exposures");
      return;
    }
    double share = (double) late / all;
    add(
        "clock",
        share > LATE ? TrustOutcome.TRUST_OUTCOME_WARNED : TrustOutcome.TRUST_OUTCOME_PASSED,
        null,
        String.format(Locale.ROOT, "%.2f %% were exposed before their own start", share * 100),
        "whether clients' clocks or late events put starts after exposures");
  }

  private static long[][] transposed(List<long[]> rows, int columns) {
    long[][] table = new long[columns][Math.max(1, rows.size())];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns; j++) {
        table[j][i] = rows.get(i)[j];
      }
    }
    return table;
  }

  private void notChecked(String name, String why) {
    checks.add(
        TrustCheck.newBuilder()
            .setName(name)
            .setOutcome(TrustOutcome.TRUST_OUTCOME_NOT_CHECKED)
            .setMessage(why)
            .build());
  }

  private void add(
      String name, TrustOutcome outcome, @Nullable Double p, String message, String lookAt) {
    TrustCheck.Builder check =
        TrustCheck.newBuilder().setName(name).setOutcome(outcome).setMessage(message);
    if (p != null) {
      check.setPValue(p);
    }
    if (outcome != TrustOutcome.TRUST_OUTCOME_PASSED) {
      check.setLookAt(lookAt);
    }
    checks.add(check.build());
  }
}
