package dev.firstvalue.experiment.instrument;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.ExposureReadings.Outcome;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether moving activation moves what the definition calls staying: each outcome by each arm, with
 * activation within the experiment's window as what the arm moved. Entities count whose outcome is
 * over, by the one rule of every metric.
 */
public final class Instruments {
  private final ExposureCounts population;
  private final Arms arms;
  private final boolean clustered;
  private final List<Outcome> outcomes;

  /** The outcomes of a definition, from first exposure on. */
  public Instruments(
      ExposureCounts population, Arms arms, boolean clustered, List<Outcome> outcomes) {
    this.population = population;
    this.arms = arms;
    this.clustered = clustered;
    this.outcomes = List.copyOf(outcomes);
  }

  /** What has to be counted, a fold an outcome. */
  public List<Fold> folds() {
    return outcomes.stream().map(this::fold).toList();
  }

  private Fold fold(Outcome outcome) {
    List<FactKey> keys = new ArrayList<>();
    if (clustered) {
      keys.add(new FactKey.Cluster());
    }
    keys.add(new FactKey.Reached(population.window()));
    keys.add(new FactKey.Held(outcome.condition()));
    return population.in(outcome.range().to()).fold(keys, List.of());
  }

  /**
   * Every outcome by every arm.
   *
   * @param counts those of {@link #folds}, in their order
   * @param level of the sets
   */
  public List<ArmsAsInstrument> of(List<Counts> counts, Instant watermark, double level) {
    List<ArmsAsInstrument> all = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      Map<String, Map<String, ActivationAndOutcome>> byArm = byArm(outcome, counts.get(i));
      for (String arm : arms.control().isEmpty() ? List.<String>of() : arms.treatments()) {
        String control = arms.control().orElseThrow();
        ArmsAsInstrument.Builder one =
            ArmsAsInstrument.newBuilder()
                .setOutcome(outcome.name())
                .setFrom(Durations.fromSeconds(outcome.range().from().toSeconds()))
                .setTo(Durations.fromSeconds(outcome.range().to().toSeconds()))
                .setMatureBefore(timestamp(watermark.minus(outcome.range().to())))
                .setArm(arm)
                .setAgainst(control);
        all.add(
            outcome.range().from().compareTo(population.window()) < 0
                ? one.setNote(
                        "the outcome begins inside the experiment's window, and would count value"
                            + " itself")
                    .build()
                : new InstrumentContrast(clustered, level)
                    .of(
                        one,
                        byArm.getOrDefault(arm, Map.of()),
                        byArm.getOrDefault(control, Map.of())));
      }
    }
    return all;
  }

  /** Activation and outcome by arm and cluster; without clusters under an empty name. */
  private Map<String, Map<String, ActivationAndOutcome>> byArm(Outcome outcome, Counts counts) {
    Map<String, Map<String, ActivationAndOutcome>> byArm = new TreeMap<>();
    int own = clustered ? 1 : 0;
    for (var row : population.in(outcome.range().to()).compared(counts, null)) {
      byArm
          .computeIfAbsent(String.valueOf(row.arm()), arm -> new TreeMap<>())
          .merge(
              clustered ? (String) row.own(0) : "",
              ActivationAndOutcome.of(row.ownFlag(own), row.ownFlag(own + 1), row.row().count()),
              ActivationAndOutcome::with);
    }
    return byArm;
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
