package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.multiplicity.BestRegion;
import dev.firstvalue.statistics.multiplicity.Dunnett;
import dev.firstvalue.statistics.multiplicity.DunnettComparison;
import dev.firstvalue.statistics.multiplicity.WeightedBonferroni;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Many comparisons at once. */
final class Multiplicity {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "adjusted_p_values", Multiplicity::adjusted,
          "dunnett_two_sided_critical_equal_n", Multiplicity::dunnettCritical,
          "dunnett_test", Multiplicity::dunnett,
          "dunnett_proportions", Multiplicity::dunnettOfProportions,
          "weighted_bonferroni", Multiplicity::weighted,
          "fixed_sequence", Multiplicity::fixedSequence,
          "best_region", Multiplicity::bestRegion);

  /** Inputs that are no arm. */
  private static final Set<String> OPTIONS = Set.of("control", "level", "alpha", "alternative");

  private static final int MOST = 20_000;

  private Multiplicity() {}

  private static Result adjusted(Inputs in) {
    double[] p = in.numbers("p");
    if (p.length > MOST) {
      throw Check.refused("p", p.length + " values", "at most " + MOST);
    }
    return new Result()
        .putAll("bonferroni", AdjustedPValues.bonferroni(p))
        .putAll("sidak", AdjustedPValues.sidak(p))
        .putAll("holm", AdjustedPValues.holm(p))
        .putAll("holm-sidak", AdjustedPValues.holmSidak(p))
        .putAll("simes-hochberg", AdjustedPValues.hochberg(p))
        .putAll("hommel", AdjustedPValues.hommel(p))
        .putAll("fdr_bh", AdjustedPValues.benjaminiHochberg(p))
        .putAll("fdr_by", AdjustedPValues.benjaminiYekutieli(p));
  }

  private static Result dunnettCritical(Inputs in) {
    Dunnett dunnett =
        Dunnett.equal(in.count("treatments"), in.number("df", Double.POSITIVE_INFINITY));
    return new Result().put("critical", dunnett.critical(in.number("alpha", 0.05)));
  }

  private static Result dunnett(Inputs in) {
    String alternative = in.text("alternative", "two-sided");
    if (!alternative.startsWith("two")) {
      throw Check.refused("alternative", alternative, "two-sided");
    }
    Moments control = Moments.of(in.numbers("control"));
    List<Moments> arms = new ArrayList<>();
    for (String name : in.names()) {
      if (!OPTIONS.contains(name)) {
        arms.add(Moments.of(in.numbers(name)));
      }
    }
    Optional<DunnettComparison> test = DunnettComparison.of(control, arms);
    return dunnett(test, arms.stream().map(arm -> arm.mean() - control.mean()).toList(), in);
  }

  private static Result dunnettOfProportions(Inputs in) {
    List<Proportion> all = new ArrayList<>();
    long[] successes = in.counts("successes");
    long[] trials = in.counts("trials");
    if (successes.length != trials.length || trials.length < 2) {
      throw Check.refused(
          "trials", trials.length + " counts", "one an arm, the control first, two or more");
    }
    for (int i = 0; i < trials.length; i++) {
      all.add(OneProportion.proportion("successes[" + i + "]", successes[i], trials[i]));
    }
    Proportion control = all.removeFirst();
    return dunnett(
        DunnettComparison.ofProportions(control, all),
        all.stream().map(arm -> arm.minus(control)).toList(),
        in);
  }

  private static Result dunnett(
      Optional<DunnettComparison> test, List<Double> differences, Inputs in) {
    int arms = differences.size();
    List<Interval> intervals = test.map(t -> t.intervals(in.level())).orElse(List.of());
    return new Result()
        .putAll("diff", differences)
        .putAll("se", values(test, arms, DunnettComparison::standardError))
        .putAll("t", values(test, arms, DunnettComparison::t))
        .putAll("p_adjusted", values(test, arms, t -> map(t.adjustedP(), PValue::value)))
        .putAll("log10_p_adjusted", values(test, arms, t -> map(t.adjustedP(), PValue::log10)))
        .putAll("ci95_low", values(test, arms, t -> map(intervals, Interval::low)))
        .putAll("ci95_high", values(test, arms, t -> map(intervals, Interval::high)));
  }

  private static <T> List<Double> map(List<T> list, Function<T, Double> output) {
    return list.stream().map(output).toList();
  }

  private static Result weighted(Inputs in) {
    return new Result()
        .putAll("p_adjusted", WeightedBonferroni.adjusted(in.numbers("p"), in.numbers("weights")));
  }

  private static Result fixedSequence(Inputs in) {
    return new Result().putAll("p_adjusted", WeightedBonferroni.fixedSequence(in.numbers("p")));
  }

  /** Influence rows on the scale of the estimates; the reference and the members count from 1. */
  private static Result bestRegion(Inputs in) {
    List<?> list = in.list("influence");
    double[][] influence = new double[list.size()][];
    for (int r = 0; r < influence.length; r++) {
      List<?> row = Inputs.toList("influence[" + r + "]", list.get(r));
      influence[r] = new double[row.size()];
      for (int j = 0; j < row.size(); j++) {
        influence[r][j] = Inputs.toNumber("influence[" + r + "][" + j + "]", row.get(j));
      }
    }
    long[] counts = new long[influence.length];
    Arrays.fill(counts, 1);
    double draws = in.number("draws", 2_000);
    long reference =
        Math.min(Integer.MAX_VALUE, Check.atLeast("reference", in.count("reference"), 1));
    if (!(draws <= MOST)) {
      throw Check.refused("draws", draws, "at most " + MOST);
    }
    BestRegion region =
        BestRegion.of(
            in.numbers("estimates"),
            influence,
            in.has("counts") ? in.counts("counts") : counts,
            (int) reference - 1,
            in.has("level") ? in.number("level") : 0.9,
            (int) draws,
            in.has("seed") ? in.count("seed") : 1);
    return new Result()
        .putAll("members_1based", region.members().stream().map(j -> j + 1.0).toList())
        .put("critical", region.critical());
  }

  private static List<Double> values(
      Optional<DunnettComparison> test,
      int arms,
      Function<DunnettComparison, List<Double>> output) {
    return test.map(output).orElse(Collections.nCopies(arms, Double.NaN));
  }
}
