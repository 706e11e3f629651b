package dev.firstvalue.experiment.sample;

import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.Map;
import java.util.TreeMap;

/** How many of some entities of one arm were activated, by cluster where errors go by it. */
public final class Activated {
  private final boolean clustered;
  private final Map<String, long[]> cells = new TreeMap<>();
  private long entities;
  private long activated;

  /** Nobody yet. */
  public Activated(boolean clustered) {
    this.clustered = clustered;
  }

  public void add(String cluster, boolean active, long count) {
    long[] cell = cells.computeIfAbsent(clustered ? cluster : "", any -> new long[2]);
    cell[0] += active ? count : 0;
    cell[1] += count;
    activated += active ? count : 0;
    entities += count;
  }

  public void add(Activated other) {
    other.cells.forEach(
        (cluster, cell) -> {
          long[] own = cells.computeIfAbsent(cluster, any -> new long[2]);
          own[0] += cell[0];
          own[1] += cell[1];
        });
    activated += other.activated;
    entities += other.entities;
  }

  public long entities() {
    return entities;
  }

  public long activated() {
    return activated;
  }

  /** How many clusters there are; without clusters one. */
  public int clusters() {
    return cells.size();
  }

  /** The share activated, 0 to 1; nobody has none. */
  public double rate() {
    return (double) activated / entities;
  }

  public Moments moments() {
    return new Moments(entities, rate(), activated * ((double) (entities - activated) / entities));
  }

  public Sample sample() {
    if (!clustered) {
      return new Sample.Share(new Proportion(activated, entities));
    }
    Map<String, Moments> clusters = new TreeMap<>();
    cells.forEach(
        (cluster, cell) ->
            clusters.put(
                cluster,
                new Moments(
                    cell[1],
                    (double) cell[0] / cell[1],
                    cell[0] * ((double) (cell[1] - cell[0]) / cell[1]))));
    return new Sample.Clustered(clusters, true);
  }

  /**
   * Adds what each cluster contributes to the arm's share: its residuals over the arm's size.
   *
   * @param scale negative for the arm that is taken away
   */
  public void scores(double scale, Map<String, Double> scores) {
    cells.forEach(
        (cluster, cell) ->
            scores.merge(cluster, scale * (cell[0] - cell[1] * rate()) / entities, Double::sum));
  }
}
