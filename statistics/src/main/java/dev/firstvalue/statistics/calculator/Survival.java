package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.LogRank;
import dev.firstvalue.statistics.survival.TimeCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Times to an event, arm by arm, and the test that the curves are one. */
final class Survival {

  static final Map<String, Calculator> METHODS = Map.of("logrank", Survival::logRank);

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
