package dev.firstvalue.experiment.adjustment;

import dev.firstvalue.experiment.adjustment.Covariates.Stratum;
import dev.firstvalue.experiment.sample.Activated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The strata of two arms, those with fewer than 10 entities in an arm taken together as one; if
 * that is still sparse, it joins the smallest of the others.
 *
 * @param pairs with at least 10 entities in each arm, if there are several
 * @param merged how many sparse ones there were
 */
record CoarseStrata(List<Pair> pairs, int merged) {
  private static final long FEW = 10;

  CoarseStrata {
    pairs = List.copyOf(pairs);
  }

  /** One stratum in both arms. */
  record Pair(Activated arm, Activated control) {
    long entities() {
      return arm.entities() + control.entities();
    }

    boolean sparse() {
      return Math.min(arm.entities(), control.entities()) < FEW;
    }

    void add(Pair other) {
      arm.add(other.arm);
      control.add(other.control);
    }
  }

  static CoarseStrata of(List<Stratum> strata, String arm, String control, boolean clustered) {
    List<Pair> kept = new ArrayList<>();
    Pair rest = new Pair(new Activated(clustered), new Activated(clustered));
    int merged = 0;
    for (Stratum stratum : strata) {
      Pair pair = new Pair(new Activated(clustered), new Activated(clustered));
      if (stratum.arms().containsKey(arm)) {
        pair.arm().add(stratum.arms().get(arm));
      }
      if (stratum.arms().containsKey(control)) {
        pair.control().add(stratum.arms().get(control));
      }
      if (pair.sparse()) {
        merged += pair.entities() > 0 ? 1 : 0;
        rest.add(pair);
      } else {
        kept.add(pair);
      }
    }
    if (rest.sparse() && rest.entities() > 0 && !kept.isEmpty()) {
      kept.stream().min(Comparator.comparingLong(Pair::entities)).orElseThrow().add(rest);
    } else if (!rest.sparse()) {
      kept.add(rest);
    }
    return new CoarseStrata(kept, merged);
  }

  long entities() {
    return pairs.stream().mapToLong(Pair::entities).sum();
  }

  /** The clusters of the arm that has fewer. */
  int fewestClusters() {
    Pair all = new Pair(new Activated(true), new Activated(true));
    pairs.forEach(all::add);
    return Math.min(all.arm.clusters(), all.control.clusters());
  }
}
