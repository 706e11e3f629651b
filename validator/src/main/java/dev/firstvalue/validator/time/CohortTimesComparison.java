package dev.firstvalue.validator.time;

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
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Whether time to value is one over the weeks of time zero, and which way it moved. */
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
    CohortTimes.Builder found = CohortTimes.newBuilder().setCohorts(arms.size());
    LogRank.of(arms)
        .ifPresent(
            test ->
                found
                    .setChiSquare(test.chiSquare())
                    .setDegreesOfFreedom(test.degreesOfFreedom())
                    .setPValue(test.pValue().value()));
    int half = arms.size() / 2;
    found.setLaterFrom(weeks.keySet().stream().skip(half).findFirst().orElse(""));
    laterLessEarlier(arms.subList(0, half), arms.subList(half, arms.size()))
        .ifPresent(found::setLaterLessEarlier);
    return Optional.of(found.build());
  }

  private Optional<RestrictedMean> laterLessEarlier(
      List<List<TimeCount>> earlier, List<List<TimeCount>> later) {
    KaplanMeier before = KaplanMeier.of(earlier.stream().flatMap(List::stream).toList());
    KaplanMeier after = KaplanMeier.of(later.stream().flatMap(List::stream).toList());
    double horizon =
        Math.min(TimesToValue.horizon(before, window), TimesToValue.horizon(after, window));
    if (horizon <= 0) {
      return Optional.empty();
    }
    double level = inquiry.estimates().level();
    return RestrictedMeanDifference.of(after, before, horizon, level)
        .map(
            difference ->
                TimesToValue.restrictedMean(
                    difference.difference(),
                    OptionalDouble.of(difference.interval().low()),
                    OptionalDouble.of(difference.interval().high()),
                    level,
                    horizon));
  }
}
