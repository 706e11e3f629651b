package dev.firstvalue.experiment.population;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks for many folds in as few passes over the log as there may be: what a pass groups by has to
 * stay within what a store plans in time.
 */
public final class Passes {
  private static final int MOST_KEYS = 40;

  private Passes() {}

  /** The counts of the folds, in their order. */
  public static List<Counts> fold(FactSource facts, ExposureQuestion question, List<Fold> folds) {
    List<Counts> counts = new ArrayList<>();
    List<Fold> pass = new ArrayList<>();
    Set<FactKey> keys = new HashSet<>();
    for (Fold fold : folds) {
      Set<FactKey> together = new HashSet<>(keys);
      together.addAll(fold.keys());
      if (together.size() > MOST_KEYS && !pass.isEmpty()) {
        counts.addAll(facts.fold(question, pass));
        pass.clear();
        together = new HashSet<>(fold.keys());
      }
      pass.add(fold);
      keys = together;
    }
    counts.addAll(facts.fold(question, pass));
    return counts;
  }
}
