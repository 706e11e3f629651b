package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The statistical methods by their stable names, from named inputs to named outputs.
 *
 * <p>Inputs and outputs are trees of {@code Map<String, …>}, {@code List}, numbers, strings,
 * booleans and null. In outputs null is undefined (a zero standard error, say) and the strings
 * {@code Infinity} and {@code -Infinity} are unbounded. Outputs called {@code …ci95} are at 95 %
 * unless the input {@code level} or {@code alpha} says otherwise.
 */
public final class Calculators {

  private static final Map<String, Calculator> BY_NAME = register();

  private Calculators() {}

  /** All method names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * Runs a method.
   *
   * @return outputs in a stable order
   * @throws IllegalArgumentException naming the input that is missing, malformed or impossible, or
   *     the nearest known method where there is none of that name
   */
  public static Map<String, @Nullable Object> calculate(
      String method, Map<String, ? extends @Nullable Object> inputs) {
    Calculator calculator = BY_NAME.get(method);
    if (calculator == null) {
      throw Check.refused(
          "method", method, "a known method; nearest is " + Spelling.nearest(method, names()));
    }
    Inputs named = Inputs.of(inputs);
    Result result = calculator.calculate(named);
    named.refuseMisspelt();
    return result.values();
  }

  private static Map<String, Calculator> register() {
    Map<String, Calculator> all = new TreeMap<>();
    List<Map<String, Calculator>> families = new ArrayList<>();
    families.add(OneProportion.METHODS);
    families.add(TwoProportions.METHODS);
    families.add(Comparisons.METHODS);
    families.add(ExactTests.METHODS);
    families.add(Means.METHODS);
    families.add(Adjustments.METHODS);
    families.add(Clusters.METHODS);
    families.add(Survival.METHODS);
    families.add(Strata.METHODS);
    families.add(StratifiedDifferences.METHODS);
    families.add(Causes.METHODS);
    families.add(Sensitivities.METHODS);
    families.add(Drifts.METHODS);
    families.add(Multiplicity.METHODS);
    families.add(Sequential.METHODS);
    families.add(SampleRatios.METHODS);
    families.add(Bayes.METHODS);
    families.add(Planning.METHODS);
    families.forEach(all::putAll);
    return all;
  }
}
