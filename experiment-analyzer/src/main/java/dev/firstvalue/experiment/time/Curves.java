package dev.firstvalue.experiment.time;

import com.google.protobuf.Duration;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.Place;
import dev.firstvalue.experiment.v1.ArmCurve;
import dev.firstvalue.experiment.v1.CurvePoint;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.TimeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Share activated by time after first exposure, the immature counted as far as they were watched.
 */
public final class Curves {
  private static final int POINTS = 101;

  private final ExposureCounts rules;
  private final java.time.Duration window;
  private final double level;

  public Curves(ExposureCounts rules, java.time.Duration window, double level) {
    this.rules = rules;
    this.window = window;
    this.level = level;
  }

  public ArmCurve curve(String arm, Counts counts) {
    ArmCurve.Builder curve = ArmCurve.newBuilder().setArm(arm);
    List<TimeCount> times = times(rules, arm, counts);
    if (!times.isEmpty()) {
      curve.addAllPoints(points(KaplanMeier.of(times)));
    }
    return curve.build();
  }

  /** Seconds to activation, or to where an entity was last watched, in an arm. */
  public static List<TimeCount> times(ExposureCounts rules, String arm, Counts counts) {
    return times(rules, arm, counts, false).getOrDefault("", List.of());
  }

  /** The same by cluster, whose key then comes first; without clusters under an empty name. */
  public static Map<String, List<TimeCount>> times(
      ExposureCounts rules, String arm, Counts counts, boolean clustered) {
    Map<String, Map<Long, long[]>> byCluster = new TreeMap<>();
    int own = clustered ? 1 : 0;
    for (Counts.Row raw : counts.rows()) {
      ExposureCounts.Row row = new ExposureCounts.Row(raw);
      Place place = rules.place(row);
      boolean watched = place == Place.COMPARED || place == Place.IMMATURE;
      if (watched && arm.equals(row.arm())) {
        long[] cell =
            byCluster
                .computeIfAbsent(clustered ? row.text(0) : "", any -> new TreeMap<>())
                .computeIfAbsent((Long) row.own(own), second -> new long[2]);
        cell[row.ownFlag(own + 1) ? 0 : 1] += raw.count();
      }
    }
    Map<String, List<TimeCount>> times = new TreeMap<>();
    byCluster.forEach(
        (cluster, bySecond) -> {
          List<TimeCount> all = new ArrayList<>();
          bySecond.forEach((second, cell) -> all.add(new TimeCount(second, cell[0], cell[1])));
          times.put(cluster, all);
        });
    return times;
  }

  private List<CurvePoint> points(KaplanMeier curve) {
    double end = Math.min((double) window.toSeconds(), curve.lastTime());
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      long seconds = window.toSeconds() * i / (POINTS - 1);
      if (seconds > end) {
        break;
      }
      CurvePoint.Builder point =
          CurvePoint.newBuilder()
              .setAt(Duration.newBuilder().setSeconds(seconds))
              .setShare(1 - curve.survivalAt((double) seconds));
      curve
          .intervalAt((double) seconds, level)
          .ifPresent(limits -> point.setLow(1 - limits.high()).setHigh(1 - limits.low()));
      points.add(point.build());
    }
    return points;
  }
}
