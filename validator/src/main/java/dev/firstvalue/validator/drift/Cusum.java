package dev.firstvalue.validator.drift;

import dev.firstvalue.statistics.drift.BinomialCusum;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.validation.v1.CusumPoint;
import dev.firstvalue.validation.v1.DriftCusum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A cumulative sum over the recent weeks in one direction. It is tuned to odds that are a quarter
 * higher or lower than the reference's, or to four standard errors of the reference's log-odds
 * where those are more: a reference that is itself uncertain must not raise alarms. Its threshold
 * is crossed by chance as often as once in two years of such weeks, the error of the reference
 * included: in the weeks that were watched with the probability that such a rate gives them.
 *
 * <p>Where entities share accounts they count for fewer: with the design effect d, n of them
 * scatter like n/d, so the sum and the sizes behind its threshold are divided by d. Sums of a share
 * and its complement are linear in the counts, so no count has to be rounded.
 */
final class Cusum {
  /** Odds that are worth an alarm, over those of the reference. */
  static final double ODDS = 1.25;

  private static final double STANDARD_ERRORS = 4;
  private static final double TWO_YEARS = 104;

  /** Two directions are watched, and together they alarm once. */
  private static final double ALARMS = 0.5;

  private final String of;
  private final Proportion reference;
  private final SortedMap<LocalDate, Optional<Proportion>> recent;
  private final Optional<Double> designEffect;

  /**
   * A sum.
   *
   * @param of what is watched
   * @param reference the share when all is well
   * @param recent the share of each watched week, nothing where there was nobody
   * @param designEffect at least 1; absent where entities share no accounts
   */
  Cusum(
      String of,
      Proportion reference,
      SortedMap<LocalDate, Optional<Proportion>> recent,
      Optional<Double> designEffect) {
    this.of = of;
    this.reference = reference;
    this.recent = recent;
    this.designEffect = designEffect;
  }

  /** The sum, or nothing where the reference is all or none, or nobody was there since. */
  Optional<DriftCusum> watch(boolean upward) {
    List<Proportion> shares = new ArrayList<>();
    List<LocalDate> weeks = new ArrayList<>();
    for (Map.Entry<LocalDate, Optional<Proportion>> week : recent.entrySet()) {
      week.getValue()
          .ifPresent(
              share -> {
                shares.add(share);
                weeks.add(week.getKey());
              });
    }
    if (shares.isEmpty() || reference.variance() == 0) {
      return Optional.empty();
    }
    double effect = designEffect.orElse(1.0);
    BinomialCusum cusum = new BinomialCusum(reference.value(), after(upward));
    long perWeek =
        Math.max(
            1,
            Math.round(
                shares.stream().mapToLong(Proportion::trials).average().orElseThrow() / effect));
    double falseAlarm = -Math.expm1(-ALARMS * shares.size() / TWO_YEARS);
    long referenceUnits = Math.max(1, Math.round(reference.trials() / effect));
    double threshold = cusum.threshold(perWeek, shares.size(), falseAlarm, referenceUnits);
    List<Double> sums = cusum.path(shares).stream().map(sum -> sum / effect).toList();
    DriftCusum.Builder message =
        DriftCusum.newBuilder()
            .setOf(of)
            .setUpward(upward)
            .setBefore(cusum.before())
            .setAfter(cusum.after())
            .setThreshold(threshold);
    designEffect.ifPresent(message::setDesignEffect);
    for (int i = 0; i < sums.size(); i++) {
      message.addPoints(
          CusumPoint.newBuilder().setWeek(weeks.get(i).toString()).setSum(sums.get(i)));
    }
    cusum
        .alarm(shares, threshold * effect)
        .ifPresent(
            at ->
                message
                    .setAlarmWeek(weeks.get(at).toString())
                    .setSinceWeek(weeks.get(since(sums, at)).toString()));
    return Optional.of(message.build());
  }

  private double after(boolean upward) {
    double logOdds = Math.log((double) reference.successes() / reference.failures());
    double uncertain =
        STANDARD_ERRORS
            * Math.sqrt(
                designEffect.orElse(1.0)
                    * (1.0 / reference.successes() + 1.0 / reference.failures()));
    double shift = Math.max(Math.log(ODDS), uncertain);
    return 1 / (1 + Math.exp(-(logOdds + (upward ? shift : -shift))));
  }

  /** The week after the last at which the sum was 0. */
  private static int since(List<Double> sums, int alarm) {
    int since = alarm;
    while (since > 0 && sums.get(since - 1) > 0) {
      since--;
    }
    return since;
  }
}
