package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.strata.GailSimon;
import dev.firstvalue.statistics.strata.MantelHaenszelDifference;
import dev.firstvalue.statistics.strata.MantelHaenszelRatio;
import dev.firstvalue.statistics.strata.RandomEffects;
import dev.firstvalue.statistics.strata.RiskSetDifference;
import dev.firstvalue.statistics.strata.StandardisedDifference;
import dev.firstvalue.statistics.strata.Stratum;
import dev.firstvalue.statistics.strata.VolumeDecomposition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Differences of shares within strata, and whether strata agree on them. */
final class StratifiedDifferences {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "mantel_haenszel_risk_difference", StratifiedDifferences::mantelHaenszel,
          "mantel_haenszel_risk_ratio", StratifiedDifferences::ratio,
          "standardised_risk_difference", StratifiedDifferences::standardised,
          "volume_decomposition", StratifiedDifferences::volume,
          "risk_set_difference", StratifiedDifferences::riskSets,
          "gail_simon", StratifiedDifferences::gailSimon,
          "random_effects", StratifiedDifferences::randomEffects);

  private StratifiedDifferences() {}

  private static Result mantelHaenszel(Inputs in) {
    Optional<MantelHaenszelDifference> mh = MantelHaenszelDifference.of(Strata.strata(in));
    return new Result()
        .put("diff", mh.map(MantelHaenszelDifference::difference).orElse(Double.NaN))
        .put("se_sato", mh.map(MantelHaenszelDifference::standardError).orElse(Double.NaN))
        .putP("p", mh.flatMap(MantelHaenszelDifference::pValue))
        .put("ci95", mh.map(m -> m.interval(in.level())));
  }

  private static Result ratio(Inputs in) {
    Optional<MantelHaenszelRatio> mh = MantelHaenszelRatio.of(Strata.strata(in));
    return new Result()
        .put("risk_ratio", mh.map(MantelHaenszelRatio::ratio).orElse(Double.NaN))
        .put("log_risk_ratio", mh.map(m -> Math.log(m.ratio())).orElse(Double.NaN))
        .put("se_log", mh.map(MantelHaenszelRatio::logStandardError).orElse(Double.NaN))
        .putP("p", mh.flatMap(MantelHaenszelRatio::pValue))
        .put("ci95", mh.map(m -> m.interval(in.level())));
  }

  private static Result standardised(Inputs in) {
    String weights = in.text("weights", "all");
    StandardisedDifference.Mix mix =
        switch (weights) {
          case "all" -> StandardisedDifference.Mix.EVERYONE;
          case "first" -> StandardisedDifference.Mix.FIRST_ARM;
          default -> throw Check.refused("weights", weights, "all or first");
        };
    Optional<StandardisedDifference> result = StandardisedDifference.of(Strata.strata(in), mix);
    Result named =
        new Result()
            .put("diff", result.map(StandardisedDifference::difference).orElse(Double.NaN))
            .put("se", result.map(StandardisedDifference::standardError).orElse(Double.NaN))
            .put(
                "se_population",
                result.map(r -> Math.sqrt(r.populationVariance())).orElse(Double.NaN))
            .put("ci95", result.map(r -> r.interval(in.level())))
            .put("crude", result.map(StandardisedDifference::crude).orElse(Double.NaN))
            .put("mix_effect", result.map(StandardisedDifference::mixEffect).orElse(Double.NaN))
            .put("unsupported", result.map(StandardisedDifference::unsupported).orElse(1.0));
    return result.isPresent()
        ? named.putAll("bounds", result.get().low(), result.get().high())
        : named.putUndefined("bounds");
  }

  private static Result volume(Inputs in) {
    Optional<VolumeDecomposition> split = VolumeDecomposition.of(Strata.strata(in));
    Result result =
        new Result()
            .put("crude", split.map(VolumeDecomposition::crude).orElse(Double.NaN))
            .put("expected", split.map(VolumeDecomposition::expected).orElse(Double.NaN))
            .put("excess", split.map(VolumeDecomposition::excess).orElse(Double.NaN))
            .put("se", split.map(VolumeDecomposition::standardError).orElse(Double.NaN))
            .put("one_sided", split.map(VolumeDecomposition::oneSided).orElse(Double.NaN));
    if (split.isEmpty()) {
      return result.putUndefined("ci95");
    }
    double half = Normal.twoSidedCritical(in.level()) * split.get().standardError();
    return result.putAll("ci95", split.get().excess() - half, split.get().excess() + half);
  }

  /** Rows of one unit in one trial each, {@code {stratum, unit, treated, outcome}}. */
  private static Result riskSets(Inputs in) {
    List<Inputs> rows = in.objects("rows");
    Map<String, Integer> order = new LinkedHashMap<>();
    List<long[]> counts = new ArrayList<>();
    for (Inputs row : rows) {
      int k = order.computeIfAbsent(row.name("stratum"), name -> order.size());
      if (k == counts.size()) {
        counts.add(new long[4]);
      }
      counts.get(k)[(row.flag("treated", false) ? 0 : 2) + (row.flag("outcome", false) ? 0 : 1)]++;
    }
    List<Stratum> strata = counts.stream().map(c -> new Stratum(c[0], c[1], c[2], c[3])).toList();
    Optional<RiskSetDifference> difference = RiskSetDifference.of(strata);
    Result result =
        new Result().put("diff", difference.map(RiskSetDifference::difference).orElse(Double.NaN));
    Map<String, Double> sums = new TreeMap<>();
    for (Inputs row : rows) {
      difference.ifPresent(
          d ->
              sums.merge(
                  row.name("unit"),
                  d.contribution(
                      order.getOrDefault(row.name("stratum"), 0),
                      row.flag("treated", false),
                      row.flag("outcome", false)),
                  Double::sum));
    }
    if (sums.size() < 2) {
      return result.putUndefined("se").putP("p", Optional.empty()).putUndefined("ci95");
    }
    double[] clusters = sums.values().stream().mapToDouble(Double::doubleValue).toArray();
    ClusterInfluence error = ClusterInfluence.of(clusters, rows.size(), 1);
    double estimate = difference.orElseThrow().difference();
    return result
        .put("se", error.standardError())
        .putP("p", error.pValue(estimate))
        .put("ci95", error.interval(estimate, in.level()));
  }

  private static Result gailSimon(Inputs in) {
    GailSimon test = GailSimon.of(in.numbers("effects"), variances(in));
    return new Result()
        .put("q_positive", test.positive())
        .put("q_negative", test.negative())
        .putP("p", test.pValue());
  }

  private static Result randomEffects(Inputs in) {
    RandomEffects effects = RandomEffects.of(in.numbers("effects"), variances(in));
    return new Result()
        .put("fixed", effects.heterogeneity().pooled())
        .put("fixed_se", effects.heterogeneity().standardError())
        .put("Q", effects.heterogeneity().q())
        .put("df", (long) effects.heterogeneity().degreesOfFreedom())
        .putP("p", effects.heterogeneity().pValue())
        .put("I2", effects.heterogeneity().iSquared())
        .put("tau2", effects.tauSquared())
        .put("mean", effects.mean())
        .put("se", effects.standardError())
        .put("ci95", effects.interval(in.level()))
        .putAll("shrunken", effects.shrunken());
  }

  /** {@code variances}, or the squares of {@code se}. */
  private static double[] variances(Inputs in) {
    if (!in.has("se")) {
      return in.numbers("variances");
    }
    double[] errors = in.numbers("se");
    double[] variances = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      variances[i] = Math.pow(Check.positive("se[" + i + "]", errors[i]), 2);
    }
    return variances;
  }
}
