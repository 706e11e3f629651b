package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.paired.PairedMarks;
import dev.firstvalue.statistics.paired.TangoInterval;
import dev.firstvalue.statistics.sensitivity.RoganGladen;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Two marks of the same units, and marks that err. */
final class PairScenarios {
  private static final double LEVEL = 0.95;

  private PairScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    String regime = "1,000 units, 30 % and 35 % marked";
    all.add(
        new Scenario(
            "Wald interval of a paired change",
            regime,
            Promise.ASYMPTOTIC_COVERAGE,
            random -> marks(random, 1_000).wald(LEVEL).contains(0.05)));
    all.add(
        new Scenario(
            "Newcombe interval of a paired change",
            regime,
            Promise.ASYMPTOTIC_COVERAGE,
            random -> marks(random, 1_000).newcombe(LEVEL).contains(0.05)));
    all.add(
        new Scenario(
            "Tango interval of a paired change",
            regime,
            Promise.ASYMPTOTIC_COVERAGE,
            random -> TangoInterval.of(marks(random, 1_000), LEVEL).contains(0.05)));
    all.add(
        new Scenario(
            "Bridge factor",
            regime,
            Promise.ASYMPTOTIC_COVERAGE,
            random ->
                marks(random, 1_000).bridge(LEVEL).orElseThrow().interval().contains(0.35 / 0.3)));
    all.add(
        new Scenario(
            "Exact McNemar test",
            "40 discordant units",
            Promise.HELD_LEVEL,
            random -> {
              long one = StratumScenarios.binomial(random, 40, 0.5);
              return rejects(new PairedMarks(10, one, 40 - one, 10).exactP());
            }));
    Counts marked = new Counts(2_000, 0.2 * 0.9 + 0.8 * 0.05);
    Counts sensitivity = new Counts(400, 0.9);
    Counts specificity = new Counts(400, 0.95);
    all.add(
        new Scenario(
            "Rogan–Gladen",
            "2,000 units, 400 labels each of sensitivity and specificity",
            Promise.ASYMPTOTIC_COVERAGE,
            random ->
                RoganGladen.of(
                        marked.next(random),
                        sensitivity.next(random),
                        specificity.next(random),
                        LEVEL)
                    .orElseThrow()
                    .interval()
                    .contains(0.2)));
    return all;
  }

  private static PairedMarks marks(SplittableRandom random, int n) {
    long[] c = new long[4];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      c[u < 0.25 ? 0 : u < 0.3 ? 1 : u < 0.4 ? 2 : 3]++;
    }
    return new PairedMarks(c[0], c[1], c[2], c[3]);
  }
}
