package dev.firstvalue.validator.discovery;

import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.validation.v1.DiscoveryObjective;
import dev.firstvalue.validation.v1.DiscoveryRole;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.ArrayList;
import java.util.List;

/** The candidates of a search as rows of its report, numbered through. */
final class DiscoveryRows {
  private final Discovery discovery;
  private final Objective objective;
  private final CandidateWords words;
  private final Estimates estimates;
  private final List<DiscoveryRow> rows = new ArrayList<>();

  DiscoveryRows(
      Discovery discovery, Objective objective, CandidateWords words, Estimates estimates) {
    this.discovery = discovery;
    this.objective = objective;
    this.words = words;
    this.estimates = estimates;
  }

  List<DiscoveryRow> all() {
    discovery.simplest().ifPresent(one -> add(DiscoveryRole.DISCOVERY_ROLE_SIMPLEST, one));
    for (int i = 0; i < discovery.directions().size(); i++) {
      direction(
          i == 0 ? DiscoveryRole.DISCOVERY_ROLE_WINNER : DiscoveryRole.DISCOVERY_ROLE_SWAPPED,
          objective,
          discovery.directions().get(i));
    }
    discovery.later().ifPresent(one -> add(DiscoveryRole.DISCOVERY_ROLE_LATER, one));
    discovery.front().forEach(one -> lift(DiscoveryRole.DISCOVERY_ROLE_FRONT, one));
    for (Objective other : Objective.values()) {
      Direction direction = discovery.best().get(other);
      if (other != objective && direction != null) {
        direction(DiscoveryRole.DISCOVERY_ROLE_OTHER_OBJECTIVE, other, direction);
      }
    }
    discovery.pairs().forEach(this::pair);
    discovery.preparation().forEach(one -> add(DiscoveryRole.DISCOVERY_ROLE_PREPARATION, one));
    return rows;
  }

  private void add(DiscoveryRole role, Judged judged) {
    rows.add(row(role, objective, judged).build());
  }

  private void lift(DiscoveryRole role, Judged judged) {
    rows.add(row(role, Objective.LIFT, judged).build());
  }

  private void direction(DiscoveryRole role, Objective by, Direction direction) {
    rows.add(
        row(role, by, direction.heldOut())
            .setSearchedScore(direction.searched().score())
            .setSearchedInterval(Estimates.message(direction.searched().interval()))
            .setOptimism(direction.optimism())
            .build());
  }

  private void pair(Pair pair) {
    rows.add(
        row(DiscoveryRole.DISCOVERY_ROLE_PAIR, objective, pair.heldOut())
            .setGain(pair.gain())
            .setGainError(pair.gainError())
            .build());
  }

  private DiscoveryRow.Builder row(DiscoveryRole role, Objective by, Judged judged) {
    FourfoldTable counts = judged.table();
    LiftTable table =
        LiftTable.newBuilder()
            .setReachedRetained(Math.toIntExact(counts.markedPositive()))
            .setReachedLost(Math.toIntExact(counts.markedNegative()))
            .setOtherRetained(Math.toIntExact(counts.otherPositive()))
            .setOtherLost(Math.toIntExact(counts.otherNegative()))
            .build();
    Candidate candidate = judged.candidate();
    Estimate score =
        Estimate.newBuilder()
            .setEstimate(judged.score())
            .setInterval(Estimates.message(judged.interval()))
            .build();
    return DiscoveryRow.newBuilder()
        .setNumber(rows.size() + 1)
        .setRole(role)
        .setCandidate(words.message(candidate))
        .setTable(table)
        .setReachability(reachability(judged))
        .setObjective(message(by))
        .setScore(score)
        .setDifference(
            Estimate.newBuilder()
                .setEstimate(counts.riskDifference().orElseThrow())
                .setInterval(Estimates.message(judged.difference())));
  }

  private Reachability reachability(Judged judged) {
    Reachability alone =
        estimates.reachability(
            Math.toIntExact(judged.table().marked()), Math.toIntExact(judged.table().total()));
    return judged.reach().map(share -> estimates.overAccounts(alone, share)).orElse(alone);
  }

  static DiscoveryObjective message(Objective objective) {
    return switch (objective) {
      case LIFT -> DiscoveryObjective.DISCOVERY_OBJECTIVE_LIFT;
      case HEADROOM -> DiscoveryObjective.DISCOVERY_OBJECTIVE_HEADROOM;
      case YOUDEN -> DiscoveryObjective.DISCOVERY_OBJECTIVE_YOUDEN;
      case PHI -> DiscoveryObjective.DISCOVERY_OBJECTIVE_PHI;
      case VOLUME -> DiscoveryObjective.DISCOVERY_OBJECTIVE_VOLUME;
    };
  }
}
