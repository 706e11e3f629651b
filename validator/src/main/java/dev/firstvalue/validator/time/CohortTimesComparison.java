package dev.firstvalue.validator.time;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.LogRank;
import dev.firstvalue.statistics.survival.RestrictedMeanDifference;
import dev.firstvalue.statistics.survival.TimeCount;
import dev.firstvalue.validation.v1.CohortTimes;
import dev.firstvalue.validation.v1.RestrictedMean;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Whether time to value is one over the weeks of time zero, and which way it moved; over accounts
 * where entities share some.
 */
final class CohortTimesComparison {
  private final Inquiry inquiry;
  private final Duration window;
  private final Supplier<Cells> times;

  CohortTimesComparison(Inquiry inquiry) {
    this.inquiry = inquiry;
    window = inquiry.plan().window();
    times = inquiry.ask(inquiry.folds().cohortTimes());
  }

  /** Nothing with fewer than two weeks that have enough entities. */
  Optional<CohortTimes> compare() {
    Map<String, Cells> weeks = new TreeMap<>(times.get().groupBy(c -> String.valueOf(c.text(2))));
    weeks.values().removeIf(cells -> cells.count(Cells.Cell::entered) < inquiry.leastCell());
    weeks.remove("null");
    if (weeks.size() < 2) {
      return Optional.empty();
    }
    Duration unit = inquiry.folds().cohortTimeUnit();
    List<List<TimeCount>> arms =
        weeks.values().stream().map(cells -> TimesToValue.entered(cells, unit)).toList();
    List<String> names = List.copyOf(weeks.keySet());
    Optional<WeekAccounts> accounts =
        inquiry
            .accounts()
            .get()
            .map(counts -> new WeekAccounts(counts.times(), names, unit))
            .filter(shared -> shared.clusters().isPresent());
    CohortTimes.Builder found =
        CohortTimes.newBuilder().setCohorts(arms.size()).setLaterFrom(names.get(arms.size() / 2));
    accounts.ifPresentOrElse(shared -> oneCurve(shared, arms, found), () -> oneCurve(arms, found));
    laterLessEarlier(arms, accounts).ifPresent(found::setLaterLessEarlier);
    return Optional.of(found.build());
  }

  private static void oneCurve(List<List<TimeCount>> arms, CohortTimes.Builder found) {
    LogRank.of(arms)
        .ifPresent(
            test ->
                found
                    .setChiSquare(test.chiSquare())
                    .setDegreesOfFreedom(test.degreesOfFreedom())
                    .setPValue(test.pValue().value()));
  }

  private static void oneCurve(
      WeekAccounts accounts, List<List<TimeCount>> arms, CohortTimes.Builder found) {
    accounts.clusters().ifPresent(found::setClusters);
    accounts
        .oneCurve(arms)
        .ifPresent(
            test ->
                found
                    .setChiSquare(test.wald())
                    .setDegreesOfFreedom(test.numerator())
                    .setPValue(test.pValue().value()));
  }

  private Optional<RestrictedMean> laterLessEarlier(
      List<List<TimeCount>> arms, Optional<WeekAccounts> accounts) {
    int half = arms.size() / 2;
    List<TimeCount> earlier = arms.subList(0, half).stream().flatMap(List::stream).toList();
    List<TimeCount> later = arms.subList(half, arms.size()).stream().flatMap(List::stream).toList();
    KaplanMeier before = KaplanMeier.of(earlier);
    KaplanMeier after = KaplanMeier.of(later);
    double horizon =
        Math.min(TimesToValue.horizon(before, window), TimesToValue.horizon(after, window));
    if (horizon <= 0) {
      return Optional.empty();
    }
    double level = inquiry.estimates().level();
    double difference =
        after.restrictedMean(horizon).mean() - before.restrictedMean(horizon).mean();
    Optional<Interval> interval =
        accounts.isPresent()
            ? accounts
                .get()
                .errorOfLaterLessEarlier(earlier, later, half, horizon)
                .filter(error -> error.standardError() > 0)
                .map(error -> error.interval(difference, level))
            : RestrictedMeanDifference.of(after, before, horizon, level)
                .map(NormalDifference::interval);
    return interval.map(
        limits -> TimesToValue.restrictedMean(difference, Optional.of(limits), horizon));
  }
}
