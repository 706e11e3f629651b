package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.sequential.ConfidenceSequence;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looking more than once. */
final class Sequential {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "asymptotic_confidence_sequence_two_sided", Sequential::twoSided,
          "asymptotic_confidence_sequence_one_sided", Sequential::oneSided,
          "group_sequential_bounds", Sequential::bounds);

  private Sequential() {}

  private static Result twoSided(Inputs in) {
    double estimate = in.number("estimate");
    double se = Check.notNegative("se", in.number("se"));
    double n = in.number("n");
    ConfidenceSequence sequence =
        ConfidenceSequence.twoSided(se, n, in.number("tuning_n"), in.number("alpha", 0.05));
    if (se == 0) {
      return new Result()
          .put("rho", sequence.rho())
          .putUndefined("half_width")
          .putUndefined("ci")
          .putUndefined("p");
    }
    double half = sequence.halfWidth();
    return new Result()
        .put("rho", sequence.rho())
        .put("half_width", half)
        .putAll("ci", estimate - half, estimate + half)
        .put("p", sequence.anytimeP(estimate, se, n));
  }

  private static Result oneSided(Inputs in) {
    double estimate = in.number("estimate");
    double se = Check.notNegative("se", in.number("se"));
    ConfidenceSequence sequence =
        ConfidenceSequence.oneSided(
            se, in.number("n"), in.number("tuning_n"), in.number("alpha", 0.05));
    double half = se == 0 ? Double.NaN : sequence.halfWidth();
    return new Result()
        .put("half_width", half)
        .put("lower", estimate - half)
        .put("upper", estimate + half)
        .put("rho", sequence.rho());
  }

  private static Result bounds(Inputs in) {
    GroupSequential plan = plan(in);
    String design = in.text("design", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
    double[] bounds =
        switch (design) {
          case "obrien_fleming", "o_brien_fleming" -> plan.obrienFleming();
          case "pocock" -> plan.pocock();
          case "wang_tsiatis" -> plan.wangTsiatis(first(in, List.of("delta", "shape")));
          case "haybittle_peto" -> plan.haybittlePeto(in.number("interim", 3));
          case "lan_demets_obrien_fleming", "lan_demets_o_brien_fleming", "lan_demets_of" ->
              plan.spending(SpendingFunction::obrienFleming);
          case "lan_demets_pocock" -> plan.spending(SpendingFunction::pocock);
          case "kim_demets", "lan_demets_power", "lan_demets_kim_demets", "power_family" -> {
            double power = first(in, List.of("power", "rho", "kappa", "phi"));
            yield plan.spending(alpha -> SpendingFunction.kimDeMets(alpha, power));
          }
          case "lan_demets_linear", "linear" ->
              plan.spending(alpha -> SpendingFunction.kimDeMets(alpha, 1));
          case "hwang_shih_decani", "lan_demets_hwang_shih_decani" -> {
            double gamma = in.number("gamma");
            yield plan.spending(alpha -> SpendingFunction.hwangShihDeCani(alpha, gamma));
          }
          default ->
              throw Check.refused(
                  "design",
                  design,
                  "obrien_fleming, pocock, wang_tsiatis, haybittle_peto, lan_demets_obrien_fleming,"
                      + " lan_demets_pocock, kim_demets or hwang_shih_decani");
        };
    return new Result().putAll("z_bounds", bounds);
  }

  private static GroupSequential plan(Inputs in) {
    boolean oneSided =
        in.has("one_sided_alpha") || in.has("alpha_one_sided") || in.number("sides", 2) == 1;
    double alpha =
        oneSided
            ? first(in, List.of("one_sided_alpha", "alpha_one_sided", "alpha"))
            : first(in, List.of("two_sided_alpha", "alpha_two_sided", "alpha"));
    for (String name : List.of("information", "information_fractions", "information_rates")) {
      if (in.raw(name) instanceof List<?>) {
        return new GroupSequential(
            Arrays.stream(in.numbers(name)).boxed().toList(), alpha, !oneSided);
      }
    }
    return GroupSequential.equallySpaced(
        (int) Math.min(Integer.MAX_VALUE, in.count("looks")), alpha, !oneSided);
  }

  /** The first of several names for one input that was given. */
  private static double first(Inputs in, List<String> names) {
    return names.stream()
        .filter(in::has)
        .findFirst()
        .map(in::number)
        .orElseGet(() -> in.number(names.getFirst()));
  }
}
