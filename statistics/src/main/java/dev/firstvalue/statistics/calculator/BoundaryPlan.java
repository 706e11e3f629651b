package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a plan of looks and names its boundary by the words of its design, so that {@code
 * lan_demets_obrien_fleming}, {@code Lan-DeMets O'Brien-Fleming} and {@code OBF spending} are one.
 * A design's parameter may be a number in the name or an input of its own, whatever it is called.
 */
final class BoundaryPlan {

  private static final String KNOWN =
      "obrien_fleming, pocock, wang_tsiatis, haybittle_peto, lan_demets_obrien_fleming,"
          + " lan_demets_pocock, kim_demets with power, or hwang_shih_decani with gamma";

  private static final Set<String> NO_PARAMETER =
      Set.of("looks", "sides", "level", "drift", "target_power");

  private BoundaryPlan() {}

  static Result bounds(Inputs in) {
    GroupSequential plan = plan(in);
    double[] bounds = of(in, plan);
    return new Result()
        .putAll("z_bounds", bounds)
        .putAll("nominal_p", Arrays.stream(bounds).map(z -> nominal(plan, z)).toArray())
        .put("error_spent", DesignPower.of(plan, bounds, 0).power());
  }

  private static double nominal(GroupSequential plan, double z) {
    return (plan.twoSided() ? 2 : 1) * Normal.upperTail(z);
  }

  /** The boundaries of the design that the inputs name. */
  static double[] of(Inputs in, GroupSequential plan) {
    String design = in.text("design", "").toLowerCase(Locale.ROOT).replaceAll("['\u2019]", "");
    Set<String> words = new LinkedHashSet<>(List.of(design.split("[^a-z0-9.]+")));
    double[] bounds;
    if (any(words, "haybittle", "peto")) {
      bounds = plan.haybittlePeto(parameter(in, words, "interim").orElse(3.0));
    } else if (any(words, "wang", "tsiatis")) {
      bounds = plan.wangTsiatis(required(in, words, "delta", "shape"));
    } else if (any(words, "hwang", "hsd", "decani")) {
      double gamma = required(in, words, "gamma");
      bounds = plan.spending(alpha -> SpendingFunction.hwangShihDeCani(alpha, gamma));
    } else if (any(words, "kim", "power", "rho", "linear")) {
      double power =
          words.contains("linear") ? 1 : required(in, words, "power", "rho", "kappa", "phi");
      bounds = plan.spending(alpha -> SpendingFunction.kimDeMets(alpha, power));
    } else if (any(words, "obrien", "brien", "fleming", "obf", "of")) {
      bounds =
          spends(words) ? plan.spending(SpendingFunction::obrienFleming) : plan.obrienFleming();
    } else if (words.contains("pocock")) {
      bounds = spends(words) ? plan.spending(SpendingFunction::pocock) : plan.pocock();
    } else {
      throw Check.refused("design", design, KNOWN);
    }
    return bounds;
  }

  private static boolean spends(Set<String> words) {
    return any(words, "lan", "demets", "landemets", "spending", "like", "type");
  }

  static GroupSequential plan(Inputs in) {
    List<String> alphas = in.names().stream().filter(name -> name.contains("alpha")).toList();
    boolean oneSided =
        alphas.stream().anyMatch(name -> name.contains("one"))
            || in.number("sides", 2) == 1
            || in.text("alternative", "two").startsWith("one");
    double alpha = in.number(alphas.isEmpty() ? "two_sided_alpha" : alphas.getFirst());
    for (String name : in.names()) {
      if (!name.equals("z_bounds") && in.raw(name) instanceof List<?>) {
        return new GroupSequential(
            Arrays.stream(in.numbers(name)).boxed().toList(), alpha, !oneSided);
      }
    }
    int looks = (int) Math.min(Integer.MAX_VALUE, in.count("looks"));
    return GroupSequential.equallySpaced(looks, alpha, !oneSided);
  }

  private static double required(Inputs in, Set<String> words, String... names) {
    return parameter(in, words, names).orElseGet(() -> in.number(names[0]));
  }

  private static Optional<Double> parameter(Inputs in, Set<String> words, String... names) {
    for (String name : names) {
      if (in.has(name)) {
        return Optional.of(in.number(name));
      }
    }
    Stream<Double> named =
        words.stream().filter(w -> w.matches("[0-9]+([.][0-9]+)?")).map(Double::valueOf);
    Stream<Double> other =
        in.names().stream()
            .filter(name -> !NO_PARAMETER.contains(name) && !name.contains("alpha"))
            .filter(name -> in.raw(name) instanceof Number)
            .map(in::number);
    return Stream.concat(named, other).findFirst();
  }

  private static boolean any(Set<String> words, String... wanted) {
    return Arrays.stream(wanted).anyMatch(words::contains);
  }
}
