package dev.firstvalue.validator.account;

import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether the difference in retention is one over several groups of entities, where an account may
 * have entities in several of them: Hotelling's form of Cochran's Q ({@link ClusterHeterogeneity}),
 * scores by account.
 */
public final class OneDifference {
  private static final long[] NOBODY = new long[4];

  private final List<TwoArms> groups;
  private final CellInfluence[] influences;
  private final double[][] products;
  private long clusters;

  private OneDifference(List<TwoArms> groups) {
    this.groups = groups;
    influences =
        groups.stream()
            .map(group -> TwoArms.ofDifference(group.table()))
            .toArray(CellInfluence[]::new);
    products = new double[groups.size() - 1][groups.size() - 1];
  }

  /**
   * The test; empty with fewer than {@value TwoArms#MANY_CLUSTERS} accounts beyond the groups.
   *
   * @param groups at least two, none with an empty arm
   */
  public static Optional<ClusterHeterogeneity> of(List<TwoArms> groups) {
    return new OneDifference(groups).test();
  }

  private Optional<ClusterHeterogeneity> test() {
    TreeSet<String> names = new TreeSet<>();
    groups.forEach(group -> names.addAll(group.accounts().keySet()));
    for (String name : names) {
      double[] score = new double[influences.length];
      for (int k = 0; k < score.length; k++) {
        score[k] = influences[k].of(groups.get(k).accounts().getOrDefault(name, NOBODY));
      }
      add(score, 1);
    }
    for (int k = 0; k < influences.length; k++) {
      for (int cell = 0; cell < NOBODY.length; cell++) {
        long[] one = new long[NOBODY.length];
        one[cell] = 1;
        double[] score = new double[influences.length];
        score[k] = influences[k].of(one);
        add(score, groups.get(k).alone()[cell]);
      }
    }
    if (clusters < groups.size() + (long) TwoArms.MANY_CLUSTERS) {
      return Optional.empty();
    }
    double[] differences = groups.stream().mapToDouble(OneDifference::difference).toArray();
    double last = differences[differences.length - 1];
    double[] contrasts =
        Arrays.stream(differences).limit(products.length).map(each -> each - last).toArray();
    return ClusterHeterogeneity.ofContrasts(contrasts, products, clusters);
  }

  private void add(double[] score, long alike) {
    int last = products.length;
    for (int i = 0; i < last; i++) {
      for (int j = 0; j < last; j++) {
        products[i][j] += alike * (score[i] - score[last]) * (score[j] - score[last]);
      }
    }
    clusters += alike;
  }

  private static double difference(TwoArms group) {
    var table = group.table();
    return table
        .positivePredictiveValue()
        .orElseThrow()
        .minus(table.positiveAmongOthers().orElseThrow());
  }
}
