package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.instrument.ArmPairs;
import dev.firstvalue.statistics.instrument.InstrumentalEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Arms of an experiment as instruments. */
final class InstrumentScenarios {
  private static final double LEVEL = 0.95;

  private InstrumentScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (double push : new double[] {0.02, 0.2}) {
      all.add(
          new Scenario(
              "Anderson–Rubin set",
              "2,000 units an arm, the arm moves " + Math.round(100 * push) + " % of them",
              Promise.ASYMPTOTIC_COVERAGE,
              random ->
                  InstrumentalEstimate.of(arm(random, 0.3 + push), arm(random, 0.3))
                      .set(LEVEL)
                      .contains(0.2)));
    }
    all.add(
        new Scenario(
            "Test of no effect through the arm",
            "2,000 units an arm",
            Promise.ASYMPTOTIC_LEVEL,
            random ->
                rejects(
                    Optional.of(
                        InstrumentalEstimate.of(arm(random, 0.3), arm(random, 0.3)).pValue()))));
    return all;
  }

  /** A hidden trait moves both; treatment adds 0.2 to the chance of the outcome. */
  private static ArmPairs arm(SplittableRandom random, double treatedShare) {
    long both = 0;
    long treated = 0;
    long positive = 0;
    int n = 2_000;
    for (int i = 0; i < n; i++) {
      double trait = random.nextDouble();
      boolean d = trait < treatedShare;
      boolean y = random.nextDouble() < 0.4 - 0.3 * trait + (d ? 0.2 : 0);
      treated += d ? 1 : 0;
      positive += y ? 1 : 0;
      both += d && y ? 1 : 0;
    }
    return ArmPairs.ofCounts(both, treated, positive, n);
  }
}
