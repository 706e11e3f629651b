package dev.firstvalue.statistics.mean;

/** The exact distribution of Mann and Whitney's W without ties, by counting arrangements. */
final class RankSums {

  private RankSums() {}

  static double lower(long w, int m, int n) {
    double[] counts = counts(m, n);
    double sum = 0;
    double all = 0;
    for (int k = 0; k < counts.length; k++) {
      all += counts[k];
      sum += k <= w ? counts[k] : 0;
    }
    return sum / all;
  }

  /** P(W &gt;= w), by symmetry P(W &lt;= mn - w). */
  static double upper(long w, int m, int n) {
    return lower((long) m * n - w, m, n);
  }

  /** The smallest w with P(W &lt;= w) at least {@code probability}. */
  static long quantile(double probability, int m, int n) {
    double[] counts = counts(m, n);
    double all = 0;
    for (double count : counts) {
      all += count;
    }
    double sum = 0;
    int k = 0;
    while (k < counts.length && (sum + counts[k]) / all < probability) {
      sum += counts[k];
      k++;
    }
    return k;
  }

  /** Arrangements with W = k: the coefficients of the Gaussian binomial (m+n over m). */
  private static double[] counts(int m, int n) {
    double[][] ways = new double[m + 1][m * n + 1];
    ways[0][0] = 1;
    for (int value = 0; value <= n; value++) {
      // partitions into at most m parts of size up to n, parts added one size at a time
      for (int parts = 1; value > 0 && parts <= m; parts++) {
        for (int sum = value; sum <= m * n; sum++) {
          ways[parts][sum] += ways[parts - 1][sum - value];
        }
      }
    }
    double[] counts = new double[m * n + 1];
    for (double[] row : ways) {
      for (int sum = 0; sum < counts.length; sum++) {
        counts[sum] += row[sum];
      }
    }
    return counts;
  }
}
