package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import java.util.List;

/**
 * What a trial asks.
 *
 * @param question the definition
 * @param folds folds of its facts
 * @param experiment the experiment
 * @param experimentFolds folds of its facts
 * @param several the definition and others from the same start
 * @param severalFolds folds of their facts
 */
public record Questions(
    Question question,
    List<Fold> folds,
    ExposureQuestion experiment,
    List<Fold> experimentFolds,
    SetQuestion several,
    List<Fold> severalFolds) {
  public Questions {
    folds = List.copyOf(folds);
    experimentFolds = List.copyOf(experimentFolds);
    severalFolds = List.copyOf(severalFolds);
  }
}
