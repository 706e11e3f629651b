package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.cluster.ClusteredShare;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.proportion.Newcombe;
import dev.firstvalue.statistics.strata.Stratum;
import dev.firstvalue.validator.account.AlikeClusters;
import dev.firstvalue.validator.account.TwoArms;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What one part says of candidates: its counts, and the profiles of a sample of it. */
final class Evidence {
  private final Histogram histogram;
  private final int part;
  private final Units units;

  Evidence(Histogram histogram, List<Profile> profiles, int part) {
    this.histogram = histogram;
    this.part = part;
    this.units = new Units(profiles.stream().filter(one -> one.part() == part).toList());
  }

  Units units() {
    return units;
  }

  int entities() {
    return histogram.entities(part, true) + histogram.entities(part, false);
  }

  int retained() {
    return histogram.entities(part, true);
  }

  /** Everybody for one clause, those of the sample for two. */
  FourfoldTable table(Candidate candidate) {
    if (candidate.clauses().size() > 1) {
      return sampled(candidate);
    }
    Clause clause = candidate.clauses().getFirst();
    int a = histogram.reached(part, true, clause.feature(), clause.times(), candidate.days());
    int b = histogram.reached(part, false, clause.feature(), clause.times(), candidate.days());
    return new FourfoldTable(
        a, b, histogram.entities(part, true) - a, histogram.entities(part, false) - b);
  }

  /** Those of the sample. */
  FourfoldTable sampled(Candidate candidate) {
    long[] counts = new long[4];
    BitSet marks = units.marks(candidate);
    for (int unit = 0; unit < units.size(); unit++) {
      counts[kind(marks.get(unit), units.retained(unit))]++;
    }
    return new FourfoldTable(counts[0], counts[1], counts[2], counts[3]);
  }

  /** The score; by volume, that on the sample. */
  Optional<Score> score(Objective objective, Candidate candidate) {
    return objective.score(table(candidate), strata(objective, candidate));
  }

  /**
   * What is said of it; empty where there is nothing to compare, and where entities share accounts,
   * but fewer than {@value TwoArms#MANY_CLUSTERS} of them.
   */
  Optional<Judged> judge(Objective objective, Candidate candidate, double level) {
    if (units.clustered() && units.clusters() < TwoArms.MANY_CLUSTERS) {
      return Optional.empty();
    }
    return score(objective, candidate).map(score -> judged(objective, candidate, score, level));
  }

  private Judged judged(Objective objective, Candidate candidate, Score score, double level) {
    FourfoldTable table = table(candidate);
    Score lift = Objective.LIFT.score(table, List.of()).orElseThrow();
    return new Judged(
        candidate,
        table,
        score.value(),
        interval(objective, candidate, score, level),
        interval(Objective.LIFT, candidate, lift, level),
        units.clustered() ? reach(candidate, table) : Optional.empty());
  }

  /** As alike as people of one account are in the sample, so they are among everybody. */
  private Optional<ClusteredShare> reach(Candidate candidate, FourfoldTable table) {
    long[] rows = new long[units.clusters()];
    long[] hits = new long[units.clusters()];
    BitSet marks = units.marks(candidate);
    for (int unit = 0; unit < units.size(); unit++) {
      rows[units.cluster(unit)]++;
      hits[units.cluster(unit)] += marks.get(unit) ? 1 : 0;
    }
    AlikeClusters alike = new AlikeClusters();
    for (int cluster = 0; cluster < rows.length; cluster++) {
      alike.add(rows[cluster], hits[cluster], 1);
    }
    return alike.share().map(share -> share.ofAll(table.markedShare().orElseThrow()));
  }

  private Interval interval(Objective objective, Candidate candidate, Score score, double level) {
    if (units.clustered()) {
      ClusterInfluence clusters = ClusterInfluence.of(byCluster(candidate, score), units.size(), 2);
      double scale = shrink(objective, candidate);
      return new ClusterInfluence(clusters.standardError() * scale, clusters.clusters())
          .interval(score.value(), level);
    }
    if (objective == Objective.LIFT) {
      FourfoldTable table = table(candidate);
      return Newcombe.difference(
          table.positivePredictiveValue().orElseThrow(),
          table.positiveAmongOthers().orElseThrow(),
          level);
    }
    double half = Normal.twoSidedCritical(level) * score.standardError();
    return new Interval(score.value() - half, score.value() + half, level, IntervalMethod.NORMAL);
  }

  /** Errors are those of a sample: where the score is that of everybody, they are smaller. */
  double shrink(Objective objective, Candidate candidate) {
    boolean everybody = !objective.readsCells() && candidate.clauses().size() == 1;
    return everybody && entities() > 0 ? Math.sqrt((double) units.size() / entities()) : 1;
  }

  /** Contributions to the score by cluster, on its scale. */
  double[] byCluster(Candidate candidate, Score score) {
    double[] sums = new double[units.clusters()];
    each(candidate, score, (unit, value) -> sums[units.cluster(unit)] += value);
    return sums;
  }

  /** What takes the contribution of a unit. */
  @FunctionalInterface
  interface Contribution {
    void add(int unit, double value);
  }

  /** Hands over what each unit adds to the score, on its scale. */
  void each(Candidate candidate, Score score, Contribution contribution) {
    BitSet marks = units.marks(candidate);
    Units.Cells cells = units.cells(candidate.days());
    for (int unit = 0; unit < units.size(); unit++) {
      contribution.add(
          unit,
          score.influence().of(cells.of(unit), marks.get(unit), units.retained(unit))
              / units.size());
    }
  }

  /** Those of the sample by cell, if the objective reads cells. */
  List<Stratum> strata(Objective objective, Candidate candidate) {
    if (!objective.readsCells()) {
      return List.of();
    }
    Units.Cells cells = units.cells(candidate.days());
    long[][] counts = new long[cells.count()][4];
    BitSet marks = units.marks(candidate);
    for (int unit = 0; unit < units.size(); unit++) {
      counts[cells.of(unit)][kind(marks.get(unit), units.retained(unit))]++;
    }
    List<Stratum> strata = new ArrayList<>();
    for (long[] cell : counts) {
      strata.add(new Stratum(cell[0], cell[1], cell[2], cell[3]));
    }
    return strata;
  }

  private static int kind(boolean marked, boolean retained) {
    return (marked ? 0 : 2) + (retained ? 0 : 1);
  }
}
