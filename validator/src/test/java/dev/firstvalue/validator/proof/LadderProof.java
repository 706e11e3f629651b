package dev.firstvalue.validator.proof;

import dev.firstvalue.simulation.world.NamedWorld;
import dev.firstvalue.simulation.world.World;
import java.util.EnumMap;
import java.util.Map;

/** Every row of the ladder in many logs of one world. */
final class LadderProof {
  private final Map<LadderRow, Double> sums = new EnumMap<>(LadderRow.class);
  private final Map<LadderRow, Integer> covered = new EnumMap<>(LadderRow.class);
  private final NamedWorld name;
  private final int runs;

  private LadderProof(NamedWorld name, int runs) {
    this.name = name;
    this.runs = runs;
  }

  /** Tries a world; equal arguments give equal figures. */
  static LadderProof of(NamedWorld name, int runs, int entities) {
    LadderProof proof = new LadderProof(name, runs);
    for (int run = 0; run < runs; run++) {
      People people = People.of(World.of(name), entities, 31L * name.name().hashCode() + run);
      for (LadderRow row : LadderRow.values()) {
        LadderRow.Estimate estimate = row.of(people);
        proof.sums.merge(row, estimate.value(), Double::sum);
        proof.covered.merge(
            row, estimate.interval().contains(proof.truth(row)) ? 1 : 0, Integer::sum);
      }
    }
    return proof;
  }

  NamedWorld world() {
    return name;
  }

  /** What a row has to show: what is caused, as far as the row can show it. */
  double truth(LadderRow row) {
    return name == NamedWorld.EFFECT && row == LadderRow.VOLUME_ADJUSTED
        ? World.of(name).truth().excess()
        : World.of(name).truth().causalEffect();
  }

  double mean(LadderRow row) {
    return sums.getOrDefault(row, Double.NaN) / runs;
  }

  double coverage(LadderRow row) {
    return covered.getOrDefault(row, 0) / (double) runs;
  }
}
