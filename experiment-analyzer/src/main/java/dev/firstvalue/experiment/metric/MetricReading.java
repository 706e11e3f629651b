package dev.firstvalue.experiment.metric;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.MetricPlan;
import dev.firstvalue.definition.plan.MetricPlan.Measure;
import dev.firstvalue.experiment.contrast.ClusteredReadings;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.ExposureCounts.Row;
import dev.firstvalue.experiment.sample.Distribution;
import dev.firstvalue.experiment.sample.ExactSums;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.time.Curves;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.RatioOfSums;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.survival.TimeCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one metric is read: the fold that it asks for, and what each arm is in its counts. Who counts
 * is decided by the same rule for every metric, with the metric's own window.
 */
public final class MetricReading {
  private final ExposureCounts population;
  private final Measure measure;
  private final @Nullable FactKey holds;
  private final Duration window;
  private final OptionalDouble cap;
  private final boolean clustered;

  private MetricReading(
      ExposureCounts population,
      Measure measure,
      @Nullable FactKey holds,
      Duration window,
      OptionalDouble cap,
      boolean clustered) {
    this.population = population;
    this.measure = measure;
    this.holds = holds;
    this.window = window;
    this.cap = cap;
    this.clustered = clustered;
  }

  /** A metric of the plan. */
  public static MetricReading of(ExposureCounts population, MetricPlan metric, boolean clustered) {
    FactKey holds =
        metric.measure() instanceof Measure.Holds(int condition)
            ? new FactKey.Held(condition)
            : null;
    boolean times = metric.measure() instanceof Measure.TimeToValue;
    return new MetricReading(
        times ? population : population.in(metric.window()),
        metric.measure(),
        holds,
        metric.window(),
        metric.cap(),
        clustered);
  }

  /** Activation by some time after first exposure, at most the experiment's window. */
  public static MetricReading activation(
      ExposureCounts population, Duration by, boolean clustered) {
    return new MetricReading(
        population.in(by),
        new Measure.Holds(-1),
        new FactKey.Reached(by),
        by,
        OptionalDouble.empty(),
        clustered);
  }

  public ExposureCounts population() {
    return population;
  }

  public Duration window() {
    return window;
  }

  /** What is counted. */
  public Fold fold() {
    return fold(List.of());
  }

  /** The same by further keys, which come after {@link #ownKeys} of its own. */
  Fold fold(List<FactKey> further) {
    List<FactKey> keys = new ArrayList<>();
    if (clustered) {
      keys.add(new FactKey.Cluster());
    }
    List<FactSum> sums = new ArrayList<>();
    switch (measure) {
      case Measure.Holds _ -> keys.add(holds());
      case Measure.Count(int amount) -> amount(amount, keys, sums);
      case Measure.Sum(int amount) -> amount(amount, keys, sums);
      case Measure.Ratio(int of, int to) -> {
        sums.add(FactSum.of(of));
        sums.add(FactSum.of(to));
        sums.add(FactSum.ofProducts(of, of));
        sums.add(FactSum.ofProducts(to, to));
        sums.add(FactSum.ofProducts(of, to));
      }
      case Measure.Quantile(int amount, double _) -> keys.add(new FactKey.Amount(amount));
      case Measure.TimeToValue _ -> {
        keys.add(new FactKey.Elapsed(ExposureCounts.TIME_UNIT));
        keys.add(new FactKey.Reached(population.window()));
      }
    }
    keys.addAll(further);
    return population.fold(keys, sums);
  }

  /**
   * Whether it is a mean of what entities have each by itself, shares among them, or a ratio, which
   * is one to first order.
   */
  boolean isMean() {
    return switch (measure) {
      case Measure.Holds _, Measure.Count _, Measure.Sum _, Measure.Ratio _ -> true;
      case Measure.Quantile _, Measure.TimeToValue _ -> false;
    };
  }

  /** Of a mean: how many keys of its own a fold has. */
  int ownKeys() {
    return (clustered ? 1 : 0) + (measure instanceof Measure.Holds || cap.isPresent() ? 1 : 0);
  }

  /** Of a mean: what the entities of each row have; empty in an arm without a ratio. */
  Function<Row, Optional<Moments>> values(Counts counts) {
    if (measure instanceof Measure.Ratio) {
      return new LinearisedArms(population.compared(counts, null))::values;
    }
    OptionalDouble most = capOf(counts);
    return row -> Optional.of(values(row, most));
  }

  private Moments values(Row row, OptionalDouble most) {
    int own = clustered ? 1 : 0;
    if (measure instanceof Measure.Holds) {
      return new Moments(row.row().count(), row.ownFlag(own) ? 1 : 0, 0);
    }
    if (most.isPresent()) {
      Distribution amounts = new Distribution();
      amounts.add((String) row.own(own), row.row().count());
      return amounts.capped(most.getAsDouble());
    }
    ExactSums sums = new ExactSums(2);
    sums.add(row.row());
    return sums.moments(0, 1);
  }

  private void amount(int amount, List<FactKey> keys, List<FactSum> sums) {
    if (cap.isPresent()) {
      keys.add(new FactKey.Amount(amount));
    } else {
      sums.add(FactSum.of(amount));
      sums.add(FactSum.ofProducts(amount, amount));
    }
  }

  private FactKey holds() {
    if (holds == null) {
      throw new IllegalStateException("measure: " + measure + " (expected: one that holds)");
    }
    return holds;
  }

  /** The amount to which larger ones are cut, over all arms. */
  OptionalDouble capOf(Counts counts) {
    if (cap.isEmpty()) {
      return OptionalDouble.empty();
    }
    Distribution all = new Distribution();
    distributions(counts, null).values().forEach(all::add);
    return all.entities() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(all.nearestRank(cap.getAsDouble()));
  }

  /**
   * What an arm is; absent where it has no entity that counts.
   *
   * @param level of the intervals of quantiles
   */
  public Optional<Sample> sample(String arm, Counts counts, double level) {
    Sample sample =
        switch (measure) {
          case Measure.Holds _ -> share(arm, counts);
          case Measure.Count _, Measure.Sum _ -> mean(arm, counts);
          case Measure.Ratio _ -> ratio(arm, counts);
          case Measure.Quantile(int _, double q) -> quantile(arm, counts, q, level);
          case Measure.TimeToValue _ -> {
            Map<String, List<TimeCount>> clusters =
                Curves.times(population, arm, counts, clustered);
            yield new Sample.Times(
                clusters.values().stream().flatMap(List::stream).toList(),
                window.toSeconds(),
                clustered ? clusters : Map.of());
          }
        };
    return sample.entities() == 0 ? Optional.empty() : Optional.of(sample);
  }

  private Sample quantile(String arm, Counts counts, double q, double level) {
    Map<String, Distribution> values = distributions(counts, arm);
    if (clustered) {
      return ClusteredReadings.quantile(values, q, level);
    }
    Distribution all = values.getOrDefault("", new Distribution());
    return new Sample.Quantile(
        all.entities(),
        all.quantile(q, level),
        all.entities() > 0 && all.isTied(all.typeSeven(q)),
        Map.of());
  }

  private Sample share(String arm, Counts counts) {
    Map<String, long[]> cells = new TreeMap<>();
    for (Row row : population.compared(counts, arm)) {
      long[] cell = cells.computeIfAbsent(cluster(row), any -> new long[2]);
      cell[row.ownFlag(clustered ? 1 : 0) ? 1 : 0] += row.row().count();
    }
    if (!clustered) {
      long[] cell = cells.getOrDefault("", new long[2]);
      return cell[0] + cell[1] == 0
          ? new Sample.Clustered(Map.of(), true)
          : new Sample.Share(new Proportion(cell[1], cell[0] + cell[1]));
    }
    Map<String, Moments> clusters = new HashMap<>();
    cells.forEach(
        (cluster, cell) -> {
          long n = cell[0] + cell[1];
          double rate = (double) cell[1] / n;
          clusters.put(cluster, new Moments(n, rate, cell[1] * ((double) cell[0] / n)));
        });
    return new Sample.Clustered(clusters, true);
  }

  private Sample mean(String arm, Counts counts) {
    Map<String, Moments> clusters = new HashMap<>();
    OptionalDouble most = capOf(counts);
    if (most.isPresent()) {
      distributions(counts, arm)
          .forEach((cluster, values) -> clusters.put(cluster, values.capped(most.getAsDouble())));
    } else {
      sums(arm, counts, 2).forEach((cluster, sums) -> clusters.put(cluster, sums.moments(0, 1)));
    }
    return clustered || clusters.isEmpty()
        ? new Sample.Clustered(clusters, false)
        : new Sample.Mean(clusters.values().iterator().next());
  }

  private Sample ratio(String arm, Counts counts) {
    ExactSums all = new ExactSums(5);
    population.compared(counts, arm).forEach(row -> all.add(row.row()));
    if (all.entities() == 0) {
      return new Sample.Ratio(0, Optional.empty(), Map.of());
    }
    Optional<RatioOfSums> ratio = all.ratio();
    Map<String, Double> influences = new HashMap<>();
    if (clustered && ratio.isPresent()) {
      double to = all.sum(1);
      double of = ratio.get().ratio();
      sums(arm, counts, 5)
          .forEach(
              (cluster, sums) -> influences.put(cluster, (sums.sum(0) - of * sums.sum(1)) / to));
    }
    return new Sample.Ratio(all.entities(), ratio, influences);
  }

  private Map<String, ExactSums> sums(String arm, Counts counts, int count) {
    Map<String, ExactSums> sums = new HashMap<>();
    for (Row row : population.compared(counts, arm)) {
      sums.computeIfAbsent(cluster(row), any -> new ExactSums(count)).add(row.row());
    }
    return sums;
  }

  /** The amounts by cluster, or all under an empty name; of every arm when it is null. */
  private Map<String, Distribution> distributions(Counts counts, @Nullable String arm) {
    Map<String, Distribution> values = new HashMap<>();
    for (Row row : population.compared(counts, arm)) {
      values
          .computeIfAbsent(cluster(row), any -> new Distribution())
          .add((String) row.own(clustered ? 1 : 0), row.row().count());
    }
    return values;
  }

  String cluster(Row row) {
    return clustered ? (String) row.own(0) : "";
  }
}
