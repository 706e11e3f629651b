package dev.firstvalue.validator.drift;

import static dev.firstvalue.validator.drift.Checks.figure;

import dev.firstvalue.statistics.cluster.ClusteredShare;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftCusum;
import dev.firstvalue.validator.estimate.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Watches the share that reaches value, in both directions, and the share retained of those who
 * reach it for a fall. Reach that rises while that share falls is Goodhart's pattern: what is
 * reached means less.
 */
final class ReachWatch {
  private final Table reference;
  private final Table recent;
  private final Optional<DriftCusum> up;
  private final Optional<DriftCusum> down;
  private final Optional<DriftCusum> retainedDown;

  ReachWatch(Series series, Optional<AccountWeeks> accounts, Periods periods) {
    reference = periods.referenceReach(series);
    recent = periods.recentReach(series);
    Optional<Cusum> reach =
        reference
            .reach()
            .map(
                share ->
                    new Cusum(
                        "REACH",
                        share,
                        shares(series, periods.recent(), periods.reachEnd(), Table::reach),
                        accounts.map(
                            all ->
                                designEffect(
                                    periods.referenceReach(all).reach(),
                                    periods.recentReach(all).reach()))));
    up = reach.flatMap(cusum -> cusum.watch(true));
    down = reach.flatMap(cusum -> cusum.watch(false));
    retainedDown =
        periods
            .referenceOutcome(series)
            .retainedIfReached()
            .map(
                share ->
                    new Cusum(
                        "PPV",
                        share,
                        shares(
                            series,
                            periods.recent(),
                            periods.outcomeEnd(),
                            Table::retainedIfReached),
                        accounts.map(
                            all ->
                                designEffect(
                                    periods.referenceOutcome(all).retainedIfReached(),
                                    periods.recentOutcome(all).retainedIfReached()))))
            .flatMap(cusum -> cusum.watch(false));
  }

  /**
   * The larger of the two periods'. An account's people of several weeks count as alike as those of
   * one, which is the safe side: it is their total that varies most.
   */
  private static double designEffect(
      Optional<ClusteredShare> reference, Optional<ClusteredShare> recent) {
    return Stream.of(reference, recent)
        .flatMap(Optional::stream)
        .mapToDouble(ClusteredShare::designEffect)
        .max()
        .orElse(1);
  }

  /** The sums that could be made. */
  List<DriftCusum> cusums() {
    List<DriftCusum> all = new ArrayList<>();
    up.ifPresent(all::add);
    down.ifPresent(all::add);
    retainedDown.ifPresent(all::add);
    return all;
  }

  List<DriftCheck> checks() {
    List<DriftCheck> checks = new ArrayList<>();
    checks.add(drifted());
    if (alarms(up) && alarms(retainedDown)) {
      checks.add(
          Checks.fail(
              "goodhart-alarm",
              "reach rises (since "
                  + up.orElseThrow().getSinceWeek()
                  + ") while fewer of those who reach value stay (since "
                  + retainedDown.orElseThrow().getSinceWeek()
                  + "): it is reached without being of value. Look at what was built to push it",
              figure("reach-alarm", 1),
              figure("ppv-alarm", 1)));
    }
    return checks;
  }

  private DriftCheck drifted() {
    if (up.isEmpty() || down.isEmpty()) {
      return Checks.warn(
          "reach-drifted",
          "reach cannot be watched: "
              + (recent.entities() == 0
                  ? "no week since the reference is reach-mature and has an entity"
                  : "in the reference "
                      + (reference.reached() == 0 ? "nobody" : "everybody")
                      + " reached value"));
    }
    String shares =
        String.format(
            Locale.ROOT,
            "%s of the reference and %s since",
            Words.percent(reference.reach().orElseThrow().value()),
            Words.percent(recent.reach().orElseThrow().value()));
    for (DriftCusum cusum : List.of(up.get(), down.get())) {
      if (!cusum.getAlarmWeek().isEmpty()) {
        return Checks.fail(
            "reach-drifted",
            String.format(
                Locale.ROOT,
                "reach has %s: %s reach value. The sum crossed its threshold in the week of %s, and"
                    + " rises since that of %s. Find out what changed, and test the definition"
                    + " anew",
                cusum.getUpward() ? "risen" : "fallen",
                shares,
                cusum.getAlarmWeek(),
                cusum.getSinceWeek()),
            figure("reference", cusum.getBefore()),
            figure("recent", recent.reach().orElseThrow().value()),
            figure("threshold", cusum.getThreshold()));
      }
    }
    return Checks.pass(
        "reach-drifted",
        "reach has not moved: " + shares + " reach value",
        figure("reference", up.get().getBefore()),
        figure("recent", recent.reach().orElseThrow().value()),
        figure("threshold", Math.min(up.get().getThreshold(), down.get().getThreshold())));
  }

  private static boolean alarms(Optional<DriftCusum> cusum) {
    return cusum.filter(c -> !c.getAlarmWeek().isEmpty()).isPresent();
  }

  private static SortedMap<LocalDate, Optional<Proportion>> shares(
      Series series, LocalDate from, LocalDate until, Function<Table, Optional<Proportion>> share) {
    SortedMap<LocalDate, Optional<Proportion>> shares = new TreeMap<>();
    series
        .weeks()
        .subMap(from, until.isBefore(from) ? from : until)
        .forEach((week, table) -> shares.put(week, share.apply(table)));
    return shares;
  }
}
