package dev.firstvalue.simulation.shrink;

import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.simulation.random.Questions;
import dev.firstvalue.simulation.random.Trial;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes away from a trial that fails whatever it fails without: greedily, until nothing can go or
 * the steps are used up.
 */
public final class Shrinker {
  private static final Instant LATE = Instant.parse("2299-01-01T00:00:00Z");

  private final BiPredicate<Trial, Questions> fails;
  private int steps;

  /**
   * A shrinker for one trial.
   *
   * @param fails whether a smaller trial, which asks this, still fails
   * @param steps how often that may be asked
   */
  public Shrinker(BiPredicate<Trial, Questions> fails, int steps) {
    this.fails = fails;
    this.steps = steps;
  }

  /** The smallest trial found that fails. */
  public Trial shrink(Trial failing) {
    Trial smallest = failing;
    Trial before;
    do {
      before = smallest;
      smallest = exhaust(smallest, Shrinker::ofDefinition);
      smallest = exhaust(smallest, Shrinker::ofEvents);
      smallest = exhaust(smallest, Shrinker::ofOthers);
      smallest = exhaust(smallest, Shrinker::ofModel);
      smallest = exhaust(smallest, Shrinker::ofValues);
    } while (!before.equals(smallest) && steps > 0);
    return smallest;
  }

  /** The first of the candidates that fails, and the first of its candidates, and so on. */
  private Trial exhaust(Trial failing, Function<Trial, Stream<Trial>> candidates) {
    Trial smallest = failing;
    boolean found = true;
    while (found) {
      found = false;
      Iterator<Trial> each = candidates.apply(smallest).iterator();
      while (!found && steps > 0 && each.hasNext()) {
        Trial candidate = each.next();
        if (stillFails(candidate)) {
          smallest = candidate;
          found = true;
        }
      }
    }
    return smallest;
  }

  private boolean stillFails(Trial candidate) {
    Optional<Questions> questions = candidate.read().value();
    if (questions.isEmpty()) {
      return false;
    }
    steps--;
    return fails.test(candidate, questions.get());
  }

  private static Stream<Trial> ofDefinition(Trial trial) {
    return SmallerMessages.of(trial.definition()).map(smaller -> trial.with((ValueEvent) smaller));
  }

  private static Stream<Trial> ofEvents(Trial trial) {
    return SmallerLogs.fewer(trial.events()).map(fewer -> trial.with(fewer, trial.exposures()));
  }

  private static Stream<Trial> ofOthers(Trial trial) {
    return Stream.of(
            SmallerLogs.fewer(trial.exposures()).map(fewer -> trial.with(trial.events(), fewer)),
            SmallerLogs.fewer(trial.identities()).map(trial::withIdentities),
            SmallerMessages.of(trial.experiment()).map(less -> trial.with((Experiment) less)),
            times(trial))
        .flatMap(each -> each);
  }

  private static Stream<Trial> ofModel(Trial trial) {
    return SmallerMessages.of(trial.model()).map(smaller -> trial.with((EventModel) smaller));
  }

  private static Stream<Trial> ofValues(Trial trial) {
    return Stream.concat(SmallerLogs.poorer(trial.events()), SmallerLogs.simpler(trial.events()))
        .filter(events -> !events.equals(trial.events()))
        .map(events -> trial.with(events, trial.exposures()));
  }

  private static Stream<Trial> times(Trial trial) {
    return Stream.of(
            trial.with(LATE, trial.since(), trial.until()),
            trial.with(trial.watermark(), Optional.empty(), trial.until()),
            trial.with(trial.watermark(), trial.since(), Optional.empty()))
        .filter(other -> !other.equals(trial));
  }
}
