package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.proportion.PooledZ.ZTest;
import dev.firstvalue.statistics.strata.BreslowDay;
import dev.firstvalue.statistics.strata.Heterogeneity;
import dev.firstvalue.statistics.strata.MantelHaenszel;
import dev.firstvalue.statistics.strata.Stratum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two arms compared within strata. */
final class Strata {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "mantel_haenszel", Strata::mantelHaenszel,
          "breslow_day", Strata::breslowDay,
          "cochran_q_risk_difference", Strata::cochranQ,
          "subgroup_interaction_z", Strata::interaction);

  private Strata() {}

  private static Result mantelHaenszel(Inputs in) {
    MantelHaenszel test = MantelHaenszel.of(strata(in));
    boolean defined = !Double.isNaN(test.chiSquare());
    Result result =
        new Result()
            .put("chi2", test.chiSquare())
            .putP("p", defined ? Optional.of(test.pValue()) : Optional.<PValue>empty())
            .put("common_or", test.oddsRatio());
    if (test.logStandardError().isPresent()) {
      result.putAll("ci95", test.limits(in.level()));
    } else {
      result.putUndefined("ci95");
    }
    return result
        .put("chi2_cc", test.corrected())
        .putP("p_cc", defined ? Optional.of(test.correctedPValue()) : Optional.<PValue>empty());
  }

  private static Result breslowDay(Inputs in) {
    Optional<BreslowDay> test = BreslowDay.of(strata(in));
    boolean tarone = in.flag("tarone", in.flag("adjust", false));
    double plain = test.map(BreslowDay::chiSquare).orElse(Double.NaN);
    double corrected = test.map(BreslowDay::tarone).orElse(Double.NaN);
    Optional<PValue> p = test.map(BreslowDay::pValue);
    Optional<PValue> correctedP = test.map(BreslowDay::taronePValue);
    return new Result()
        .put("chi2", tarone ? corrected : plain)
        .putP("p", tarone ? correctedP : p)
        .put("df", test.map(BreslowDay::degreesOfFreedom).orElse(0).longValue())
        .put("chi2_tarone", corrected)
        .putP("p_tarone", correctedP);
  }

  private static Result cochranQ(Inputs in) {
    List<Stratum> strata = strata(in);
    Optional<Heterogeneity> test = Heterogeneity.ofRiskDifferences(strata);
    return new Result()
        .put("pooled", test.map(Heterogeneity::pooled).orElse(Double.NaN))
        .put("se", test.map(Heterogeneity::standardError).orElse(Double.NaN))
        .put("Q", test.map(Heterogeneity::q).orElse(Double.NaN))
        .put("df", strata.size() - 1L)
        .putP("p", test.flatMap(Heterogeneity::pValue))
        .put("I2", test.map(Heterogeneity::iSquared).orElse(Double.NaN));
  }

  private static Result interaction(Inputs in) {
    Optional<ZTest> test =
        Heterogeneity.interaction(
            in.number("effect1"), in.number("se1"), in.number("effect2"), in.number("se2"));
    return new Result()
        .put("z", test.map(ZTest::z).orElse(Double.NaN))
        .putP("p", test.map(ZTest::twoSided));
  }

  /** Tables as {@code [[a, b], [c, d]]}, or as an object of two named rows in that order. */
  static List<Stratum> strata(Inputs in) {
    List<?> tables = in.list("strata");
    if (tables.isEmpty()) {
      throw Check.refused("strata", "[]", "at least one");
    }
    List<Stratum> strata = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String place = "strata[" + i + "]";
      Object table = tables.get(i);
      Collection<?> rows =
          table instanceof Map<?, ?> map ? map.values() : Inputs.toList(place, table);
      List<long[]> counts = new ArrayList<>();
      for (Object row : rows) {
        counts.add(Inputs.toCounts(place, row));
      }
      if (counts.size() != 2 || counts.get(0).length != 2 || counts.get(1).length != 2) {
        throw Check.refused(place, table, "two rows of two counts");
      }
      strata.add(
          new Stratum(counts.get(0)[0], counts.get(0)[1], counts.get(1)[0], counts.get(1)[1]));
    }
    return strata;
  }
}
