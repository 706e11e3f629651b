package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.sampleratio.SampleRatio;
import dev.firstvalue.statistics.sampleratio.SequentialSampleRatio;
import java.util.List;
import java.util.Map;

/** Whether units fell into arms in the configured shares. */
final class SampleRatios {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "srm_chi_square", SampleRatios::chiSquare,
          "srm_sequential_dirichlet_multinomial", SampleRatios::sequential);

  private SampleRatios() {}

  private static Result chiSquare(Inputs in) {
    SampleRatio test = SampleRatio.of(in.counts("observed"), in.numbers("weights"));
    return new Result()
        .putP("p", test.pValue())
        .put("chi2", test.chiSquare())
        .put("df", (long) test.degreesOfFreedom())
        .put("excluded_arms", (long) test.excludedArms())
        .put("excluded_units", test.excludedUnits());
  }

  private static Result sequential(Inputs in) {
    List<PValue> p =
        SequentialSampleRatio.pValues(
            in.countRows("batches"),
            in.numbers("weights"),
            in.number("dirichlet_concentration", 10_000));
    return new Result()
        .putAll("anytime_p_by_batch", p.stream().map(PValue::value).toList())
        .putAll("log10_anytime_p_by_batch", p.stream().map(PValue::log10).toList());
  }
}
