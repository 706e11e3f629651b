package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.drift.BinomialCusum;
import dev.firstvalue.statistics.drift.LevelBreak;
import dev.firstvalue.statistics.drift.PopulationStability;
import dev.firstvalue.statistics.drift.RobustScore;
import dev.firstvalue.statistics.paired.PairedMarks;
import dev.firstvalue.statistics.paired.PairedMarks.BridgeFactor;
import dev.firstvalue.statistics.paired.TangoInterval;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What has changed since, and two markings of the same units. */
final class Drifts {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "cusum_binomial", Drifts::cusum,
          "cusum_threshold", Drifts::threshold,
          "population_stability_index", Drifts::stability,
          "level_break", Drifts::levelBreak,
          "robust_score", Drifts::robustScore,
          "paired_marks", Drifts::paired);

  private Drifts() {}

  private static Result cusum(Inputs in) {
    long[] successes = in.counts("successes");
    long[] trials = in.counts("trials");
    if (successes.length != trials.length) {
      throw Check.refused("trials", trials.length + " counts", successes.length + ", one a period");
    }
    List<Proportion> periods = new ArrayList<>();
    for (int i = 0; i < trials.length; i++) {
      periods.add(OneProportion.proportion("successes[" + i + "]", successes[i], trials[i]));
    }
    BinomialCusum cusum = new BinomialCusum(in.number("before"), in.number("after"));
    OptionalInt alarm = cusum.alarm(periods, in.number("threshold", Double.MAX_VALUE));
    return new Result()
        .putAll("path", cusum.path(periods))
        .put(
            "alarm_period_1based",
            alarm.isPresent() ? OptionalDouble.of(alarm.getAsInt() + 1.0) : OptionalDouble.empty());
  }

  private static Result threshold(Inputs in) {
    BinomialCusum cusum = new BinomialCusum(in.number("before"), in.number("after"));
    long most = 1_000_000;
    long perPeriod = in.count("per_period");
    long periods = in.count("periods");
    if (perPeriod > most * most || periods > 1_000) {
      throw Check.refused("periods", periods, "at most 1000, with at most 1e12 units each");
    }
    return new Result()
        .put(
            "threshold", cusum.threshold(perPeriod, (int) periods, in.number("false_alarm", 0.05)));
  }

  private static Result stability(Inputs in) {
    PopulationStability psi = PopulationStability.of(in.counts("reference"), in.counts("recent"));
    return new Result()
        .put("psi", psi.index())
        .put("line95", psi.line())
        .put("shifted", psi.shifted())
        .put("filled_bins", (long) psi.filledBins());
  }

  private static Result levelBreak(Inputs in) {
    LevelBreak found =
        LevelBreak.of(in.numbers("effects"), in.numbers("variances"), in.number("trim", 0.15));
    return new Result()
        .put("sup_chi2", found.statistic())
        .put("after", (long) found.after())
        .put("shift", found.shift())
        .putP("p", found.pValue());
  }

  private static Result robustScore(Inputs in) {
    return new Result().put("score", RobustScore.of(in.number("value"), in.numbers("reference")));
  }

  private static Result paired(Inputs in) {
    PairedMarks marks =
        new PairedMarks(
            in.count("both"), in.count("first_only"), in.count("second_only"), in.count("neither"));
    double level = in.level();
    Optional<BridgeFactor> bridge = marks.bridge(level);
    return new Result()
        .put("change", marks.change())
        .put("wald_ci95", marks.wald(level))
        .put("newcombe_ci95", marks.newcombe(level))
        .put("tango_ci95", TangoInterval.of(marks, level))
        .putP("mcnemar_exact_p", marks.exactP())
        .put("jaccard", marks.jaccard())
        .put("bridge", bridge.map(BridgeFactor::value).orElse(Double.NaN))
        .put("bridge_log_var", bridge.map(BridgeFactor::logVariance).orElse(Double.NaN))
        .put("bridge_ci95", bridge.map(BridgeFactor::interval));
  }
}
