package dev.firstvalue.statistics.proof;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.adjustment.Cuped;
import dev.firstvalue.statistics.adjustment.PairedMoments;
import dev.firstvalue.statistics.bayes.BetaBinomial;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.Welch;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.multiplicity.DunnettComparison;
import dev.firstvalue.statistics.proportion.Newcombe;
import dev.firstvalue.statistics.proportion.NonInferiority;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ProportionComparison;
import dev.firstvalue.statistics.sampleratio.SampleRatio;
import dev.firstvalue.statistics.sampleratio.SequentialSampleRatio;
import dev.firstvalue.statistics.sequential.ConfidenceSequence;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import dev.firstvalue.statistics.strata.MantelHaenszelDifference;
import dev.firstvalue.statistics.strata.Stratum;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.LogRank;
import dev.firstvalue.statistics.survival.RestrictedMeanDifference;
import dev.firstvalue.statistics.survival.TimeCount;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How long the statistics of one lift report take: three arms, a primary and five secondary
 * metrics, 60 days, 5 million entities. Prints processor time of the first run and the median of
 * 31, in milliseconds.
 */
final class ReportTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ReportTime() {}

  public static void main(String[] arguments) {
    double[] times = new double[31];
    double kept = 0;
    for (int run = 0; run < times.length; run++) {
      long start = THREADS.getCurrentThreadCpuTime();
      kept += report(1_666_000L + run);
      times[run] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }
    double first = times[0];
    Arrays.sort(times);
    System.out.println("first " + first + " ms, median " + times[15] + " ms (" + kept + ")");
  }

  private static double report(long n) {
    Proportion control = new Proportion(n / 3, n);
    double kept = 0;
    for (long step : new long[] {400, 900}) {
      Proportion arm = new Proportion(n / 3 + step, n);
      kept += comparison(arm, control) + survival(n, step);
      for (int metric = 0; metric < 5; metric++) {
        Moments one = new Moments(n, 3 + step * 1e-6, 9.0 * n);
        Moments two = new Moments(n, 3, 9.0 * n);
        kept += Welch.test(one, two, 0.95).map(w -> w.pValue().log10()).orElse(0.0);
        PairedMoments pair = new PairedMoments(n, 3, 2, 9.0 * n, 4.0 * n, 3.0 * n);
        kept += Cuped.of(pair, pair).map(Cuped::adjustedError).orElse(0.0);
      }
    }
    Proportion second = new Proportion(n / 3 + 400, n);
    Proportion third = new Proportion(n / 3 + 900, n);
    kept +=
        low(
            DunnettComparison.ofProportions(control, List.of(second, third))
                .orElseThrow()
                .intervals(0.95));
    kept += AdjustedPValues.holm(0.01, 0.02, 0.03, 0.4, 0.5)[0];
    kept += SampleRatio.of(new long[] {n, n + 100, n}, new double[] {1, 1, 1}).pValue().log10();
    kept +=
        SequentialSampleRatio.pValues(
                Collections.nCopies(60, new long[] {n / 60, n / 60, n / 60}),
                new double[] {1, 1, 1},
                10_000)
            .getLast()
            .log10();
    return kept
        + GroupSequential.equallySpaced(5, 0.05, true).spending(SpendingFunction::obrienFleming)[4];
  }

  private static double low(List<Interval> intervals) {
    return intervals.getFirst().low();
  }

  private static double comparison(Proportion arm, Proportion control) {
    ProportionComparison main = ProportionComparison.of(arm, control, 0.95);
    BetaBinomial posterior = BetaBinomial.of(control, arm, 1, 1);
    List<Stratum> strata =
        Collections.nCopies(
            20,
            new Stratum(
                arm.successes() / 20,
                arm.failures() / 20,
                control.successes() / 20,
                control.failures() / 20));
    return main.difference()
        + Newcombe.difference(arm, control, 0.95).low()
        + posterior.secondBetter()
        + posterior.losses().ifSecondChosen()
        + BetaBinomial.interval(posterior.second(), 0.95).low()
        + ConfidenceSequence.twoSided(0.001, (double) arm.trials(), 5_000, 0.05).halfWidth()
        + NonInferiority.test(arm, control, -0.01, true, NonInferiority.Variance.FARRINGTON_MANNING)
            .map(NonInferiority::z)
            .orElse(0.0)
        + MantelHaenszelDifference.of(strata).orElseThrow().difference();
  }

  private static double survival(long n, long step) {
    List<TimeCount> one = new ArrayList<>();
    List<TimeCount> two = new ArrayList<>();
    for (int day = 1; day <= 60; day++) {
      one.add(new TimeCount(day, n / 200 + step, n / 300));
      two.add(new TimeCount(day, n / 200, n / 300));
    }
    KaplanMeier first = KaplanMeier.of(one);
    KaplanMeier second = KaplanMeier.of(two);
    return first.median(0.95).time().orElse(0)
        + LogRank.of(List.of(one, two)).map(LogRank::chiSquare).orElse(0.0)
        + RestrictedMeanDifference.of(first, second, 30, 0.95).orElseThrow().z();
  }
}
