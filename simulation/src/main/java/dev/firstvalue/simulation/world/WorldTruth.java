package dev.firstvalue.simulation.world;

import com.google.gson.GsonBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a world for its definition {@code notes-shared}, computed from the probabilities
 * and not from rows. Retention is any event from day 7 to day 30.
 *
 * @param world its name
 * @param sentence why those who reach value stay more often
 * @param asOf the end of the log, in RFC 3339: the watermark
 * @param reach the probability of value in the first week
 * @param reachByPlan the same by plan
 * @param medianSeconds the time to value of half of everybody, reached or not; absent where fewer
 *     reach it
 * @param retainedIfReached the probability of returning for those who reach value
 * @param retainedIfNot the same for the others
 * @param difference of the two: what a table of two rows shows
 * @param ratio of the two
 * @param causalEffect what value itself adds to the probability of returning, on average
 * @param excess what is left of the difference within cells of equal volume and plan:
 *     E[Cov(reached, retained | cell)]/Var(reached)
 * @param excessVolumeOnly the same within cells of equal volume
 * @param halves reach and difference by the half of the sign-ups; they differ where there is drift
 */
public record WorldTruth(
    String world,
    String sentence,
    String asOf,
    double reach,
    Map<String, Double> reachByPlan,
    @Nullable Double medianSeconds,
    double retainedIfReached,
    double retainedIfNot,
    double difference,
    double ratio,
    double causalEffect,
    double excess,
    double excessVolumeOnly,
    List<Half> halves) {

  public WorldTruth {
    reachByPlan = Collections.unmodifiableMap(new TreeMap<>(reachByPlan));
    halves = List.copyOf(halves);
  }

  /** The first or the second half of those who sign up. */
  public record Half(double reach, double difference, double causalEffect) {}

  /** The truth as JSON, indented, ending with a line feed. */
  public String json() {
    return new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n";
  }
}
