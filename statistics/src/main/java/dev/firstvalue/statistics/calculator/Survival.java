package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.survival.CumulativeIncidence;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.LogRank;
import dev.firstvalue.statistics.survival.RestrictedMeanDifference;
import dev.firstvalue.statistics.survival.TimeCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Times to an event, arm by arm, and the test that the curves are one. */
final class Survival {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "logrank", Survival::logRank,
          "kaplan_meier", Survival::kaplanMeier,
          "rmst_difference", Survival::restrictedMeans,
          "cumulative_incidence", Survival::cumulativeIncidence);

  /** Inputs that are no arm. */
  private static final Set<String> OPTIONS = Set.of("columns", "level", "alpha");

  private Survival() {}

  private static Result logRank(Inputs in) {
    int timeColumn = timeColumn(in);
    Map<String, List<TimeCount>> arms = new LinkedHashMap<>();
    for (String name : in.names()) {
      if (!OPTIONS.contains(name)) {
        arms.put(name, rows(in, name, timeColumn));
      }
    }
    Optional<LogRank> test = LogRank.of(List.copyOf(arms.values()));
    Result result =
        new Result()
            .put("chi2", test.map(LogRank::chiSquare).orElse(Double.NaN))
            .put("df", arms.size() - 1L)
            .putP("p", test.map(LogRank::pValue));
    arms.forEach((name, rows) -> putCurve(result, name, KaplanMeier.of(rows), in.level()));
    return result;
  }

  /** One curve: at chosen times with limits, median with limits, and the mean up to a horizon. */
  private static Result kaplanMeier(Inputs in) {
    KaplanMeier curve = KaplanMeier.of(rows(in, "rows", timeColumn(in)));
    double level = in.level();
    double[] times =
        in.has("times")
            ? in.numbers("times")
            : curve.steps().stream().mapToDouble(KaplanMeier.Step::time).toArray();
    double[] survival = Arrays.stream(times).map(curve::survivalAt).toArray();
    List<Optional<Interval>> limits =
        Arrays.stream(times).mapToObj(t -> curve.intervalAt(t, level)).toList();
    Result result =
        new Result()
            .putAll("times", times)
            .putAll("surv", survival)
            .putAll("low95", ends(limits, Interval::low))
            .putAll("high95", ends(limits, Interval::high));
    double q = in.number("q", 0.5);
    KaplanMeier.Quantile quantile = curve.quantile(q, level);
    result
        .put("quantile", quantile.time())
        .putAll(
            "quantile_ci95", quantile.low().orElse(Double.NaN), quantile.high().orElse(Double.NaN));
    if (in.has("horizon")) {
      KaplanMeier.RestrictedMean mean = curve.restrictedMean(in.number("horizon"));
      result.put("rmst", mean.mean()).put("rmst_se", mean.standardError());
    }
    return result;
  }

  private static List<Double> ends(
      List<Optional<Interval>> limits, ToDoubleFunction<Interval> end) {
    return limits.stream().map(i -> i.map(end::applyAsDouble).orElse(Double.NaN)).toList();
  }

  private static Result restrictedMeans(Inputs in) {
    int timeColumn = timeColumn(in);
    KaplanMeier one = KaplanMeier.of(rows(in, "arm1", timeColumn));
    KaplanMeier two = KaplanMeier.of(rows(in, "arm2", timeColumn));
    double horizon = in.number("horizon");
    boolean secondFirst = in.secondFirst(true);
    Optional<NormalDifference> test =
        secondFirst
            ? RestrictedMeanDifference.of(two, one, horizon, in.level())
            : RestrictedMeanDifference.of(one, two, horizon, in.level());
    double off = two.restrictedMean(horizon).mean() - one.restrictedMean(horizon).mean();
    return new Result()
        .put("rmst1", one.restrictedMean(horizon).mean())
        .put("se1", one.restrictedMean(horizon).standardError())
        .put("rmst2", two.restrictedMean(horizon).mean())
        .put("se2", two.restrictedMean(horizon).standardError())
        .put("diff", secondFirst ? off : -off)
        .put("se", test.map(NormalDifference::standardError).orElse(Double.NaN))
        .putP("p", test.map(NormalDifference::pValue))
        .put("ci95", test.map(NormalDifference::interval));
  }

  /** Rows of a time and what came: 0 nothing yet, 1 the event, 2 an event that rules it out. */
  private static Result cumulativeIncidence(Inputs in) {
    List<CumulativeIncidence.Count> counts = new ArrayList<>();
    List<?> list = in.list("rows");
    for (int i = 0; i < list.size(); i++) {
      String place = "rows[" + i + "]";
      List<?> row = Inputs.toList(place, list.get(i));
      if (row.size() != 2) {
        throw Check.refused(place, row, "a time and 0, 1 or 2");
      }
      long kind = Inputs.toCount(place + " kind", row.get(1));
      if (kind > 2) {
        throw Check.refused(place + " kind", kind, "0 nothing yet, 1 the event, 2 ruled out");
      }
      counts.add(
          new CumulativeIncidence.Count(
              Inputs.toNumber(place + " time", row.get(0)),
              kind == 1 ? 1 : 0,
              kind == 2 ? 1 : 0,
              kind == 0 ? 1 : 0));
    }
    CumulativeIncidence curve = CumulativeIncidence.of(counts);
    double[] times = in.numbers("times");
    List<Optional<Interval>> limits =
        Arrays.stream(times).mapToObj(t -> curve.intervalAt(t, in.level())).toList();
    return new Result()
        .putAll("share", Arrays.stream(times).map(curve::at).toArray())
        .putAll("se", Arrays.stream(times).map(curve::standardErrorAt).toArray())
        .putAll("low95", ends(limits, Interval::low))
        .putAll("high95", ends(limits, Interval::high));
  }

  private static void putCurve(Result result, String name, KaplanMeier curve, double level) {
    KaplanMeier.Quantile median = curve.median(level);
    result
        .put("median_" + name, median.time())
        .putAll(
            "median_ci95_" + name,
            median.low().orElse(Double.NaN),
            median.high().orElse(Double.NaN));
    List<KaplanMeier.Step> steps = curve.steps();
    result.putNested(
        "km_" + name,
        new Result()
            .putAll("times", steps.stream().map(KaplanMeier.Step::time).toList())
            .putAll("surv", steps.stream().map(KaplanMeier.Step::survival).toList()));
  }

  private static int timeColumn(Inputs in) {
    if (!in.has("columns")) {
      return 0;
    }
    List<String> columns = in.list("columns").stream().map(String::valueOf).toList();
    if (columns.size() != 2 || !columns.contains("time")) {
      throw Check.refused("columns", columns, "[time, event] or [event, time]");
    }
    return columns.indexOf("time");
  }

  private static List<TimeCount> rows(Inputs in, String name, int timeColumn) {
    List<TimeCount> rows = new ArrayList<>();
    List<?> list = in.list(name);
    for (int i = 0; i < list.size(); i++) {
      String place = name + "[" + i + "]";
      List<?> row = Inputs.toList(place, list.get(i));
      if (row.size() != 2) {
        throw Check.refused(place, row, "a time and whether the event came");
      }
      double time = Inputs.toNumber(place + " time", row.get(timeColumn));
      boolean event = Inputs.toFlag(place + " event", row.get(1 - timeColumn));
      rows.add(new TimeCount(time, event ? 1 : 0, event ? 0 : 1));
    }
    return rows;
  }
}
