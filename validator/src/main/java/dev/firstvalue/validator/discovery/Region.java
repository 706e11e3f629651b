package dev.firstvalue.validator.discovery;

import dev.firstvalue.statistics.multiplicity.BestRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The candidates that cannot be told from the best: a set that holds the truly best of those
 * compared with {@link Settings#REGION_LEVEL}, from held-out entities.
 *
 * @param members in the order of {@link Candidate#SIMPLEST}; the simplest is the first
 * @param compared how many candidates were compared: those above the floor on the searched fold
 */
public record Region(List<Candidate> members, int compared) {
  /** Clusters are drawn together into so many groups: enough for the bootstrap. */
  private static final int GROUPS = 200;

  /** With fewer clusters than these nothing is said of a region. */
  static final int LEAST_CLUSTERS = 40;

  public Region {
    members = List.copyOf(members);
  }

  /** The simplest that is as good as any. */
  public Candidate simplest() {
    return members.getFirst();
  }

  /** The share of the compared that is in the region. */
  public double share() {
    return (double) members.size() / compared;
  }

  /**
   * The region around the winner of the other fold.
   *
   * @return empty with too few clusters, or where the winner has no score here
   */
  static Optional<Region> around(
      Candidate winner, List<Candidate> candidates, Evidence heldOut, Settings settings) {
    if (heldOut.units().clusters() < LEAST_CLUSTERS) {
      return Optional.empty();
    }
    List<Candidate> compared = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (Candidate candidate : candidates) {
      heldOut
          .score(settings.objective(), candidate)
          .ifPresent(
              score -> {
                compared.add(candidate);
                scores.add(score);
              });
    }
    int reference = compared.indexOf(winner);
    if (reference < 0) {
      return Optional.empty();
    }
    int groups = Math.min(GROUPS, heldOut.units().clusters());
    double[] estimates = scores.stream().mapToDouble(Score::value).toArray();
    double[][] influence = new double[groups][compared.size()];
    for (int j = 0; j < compared.size(); j++) {
      int at = j;
      double scale = heldOut.shrink(settings.objective(), compared.get(j));
      heldOut.each(
          compared.get(j),
          scores.get(j),
          (unit, value) -> influence[heldOut.units().cluster(unit) % groups][at] += scale * value);
    }
    long[] counts = new long[groups];
    java.util.Arrays.fill(counts, 1);
    BestRegion best =
        BestRegion.of(
            estimates,
            influence,
            counts,
            reference,
            Settings.REGION_LEVEL,
            settings.draws(),
            settings.seed());
    return Optional.of(
        new Region(
            best.members().stream().map(compared::get).sorted(Candidate.SIMPLEST).toList(),
            compared.size()));
  }
}
