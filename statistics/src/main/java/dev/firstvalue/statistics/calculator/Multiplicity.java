package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.multiplicity.Dunnett;
import dev.firstvalue.statistics.multiplicity.DunnettComparison;
import java.util.ArrayList;
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
          "dunnett_test", Multiplicity::dunnett);

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
    return new Result()
        .putAll("diff", arms.stream().map(arm -> arm.mean() - control.mean()).toList())
        .putAll("se", values(test, arms.size(), DunnettComparison::standardError))
        .putAll("t", values(test, arms.size(), DunnettComparison::t))
        .putAll("p_adjusted", values(test, arms.size(), DunnettComparison::adjustedP));
  }

  private static List<Double> values(
      Optional<DunnettComparison> test,
      int arms,
      Function<DunnettComparison, List<Double>> output) {
    return test.map(output).orElse(Collections.nCopies(arms, Double.NaN));
  }
}
