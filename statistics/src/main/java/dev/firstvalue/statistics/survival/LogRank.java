package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.ChiSquared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The log-rank test that two or more survival curves are one (Mantel 1966; R's {@code survdiff}):
 * (O-E)' V^-1 (O-E) with hypergeometric variances, on (arms - 1) degrees of freedom. Loses power
 * where curves cross; compare restricted means then.
 *
 * @param chiSquare 0 or more
 * @param degreesOfFreedom arms less one
 * @param pValue of a statistic at least this large
 */
public record LogRank(double chiSquare, int degreesOfFreedom, PValue pValue) {

  /** The test over arms of at least one unit each; empty where no time tells the arms apart. */
  public static Optional<LogRank> of(List<List<TimeCount>> arms) {
    if (arms.size() < 2) {
      throw Check.refused("arms", arms.size(), "at least two");
    }
    int last = arms.size() - 1;
    double[] off = new double[last];
    double[][] variance = new double[last][last];
    for (Risk risk : risks(arms)) {
      add(risk, off, variance);
    }
    RealMatrix v = MatrixUtils.createRealMatrix(variance);
    LUDecomposition lu = new LUDecomposition(v);
    if (!lu.getSolver().isNonSingular()) {
      return Optional.empty();
    }
    RealVector o = MatrixUtils.createRealVector(off);
    double chiSquare = Math.max(0, o.dotProduct(lu.getSolver().solve(o)));
    return Optional.of(new LogRank(chiSquare, last, ChiSquared.test(chiSquare, last)));
  }

  /** Of one event time: who was at risk and who had the event, by arm. */
  private record Risk(List<Long> atRisk, List<Long> events) {}

  private static void add(Risk risk, double[] off, double[][] variance) {
    double n = risk.atRisk().stream().mapToLong(Long::longValue).sum();
    double d = risk.events().stream().mapToLong(Long::longValue).sum();
    double spread = n > 1 ? d * (n - d) / (n - 1) : 0;
    for (int i = 0; i < off.length; i++) {
      double share = risk.atRisk().get(i) / n;
      off[i] += risk.events().get(i) - d * share;
      for (int j = 0; j < off.length; j++) {
        double other = risk.atRisk().get(j) / n;
        variance[i][j] += spread * share * ((i == j ? 1 : 0) - other);
      }
    }
  }

  private static List<Risk> risks(List<List<TimeCount>> arms) {
    TreeMap<Double, long[]> events = new TreeMap<>();
    TreeMap<Double, long[]> leaving = new TreeMap<>();
    long[] left = new long[arms.size()];
    for (int arm = 0; arm < arms.size(); arm++) {
      for (TimeCount count : arms.get(arm)) {
        at(events, count.time(), arms.size())[arm] += count.events();
        at(leaving, count.time(), arms.size())[arm] += count.events() + count.censored();
        left[arm] += count.events() + count.censored();
      }
      Check.atLeast("units of arm " + (arm + 1), left[arm], 1);
    }
    List<Risk> risks = new ArrayList<>();
    for (var entry : leaving.entrySet()) {
      List<Long> had = boxed(at(events, entry.getKey(), arms.size()));
      if (had.stream().anyMatch(d -> d > 0)) {
        risks.add(new Risk(boxed(left), had));
      }
      for (int arm = 0; arm < left.length; arm++) {
        left[arm] -= entry.getValue()[arm];
      }
    }
    return risks;
  }

  private static long[] at(TreeMap<Double, long[]> map, double time, int arms) {
    return map.computeIfAbsent(time, t -> new long[arms]);
  }

  private static List<Long> boxed(long[] values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return List.copyOf(list);
  }
}
