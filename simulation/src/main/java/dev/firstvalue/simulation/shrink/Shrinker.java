package dev.firstvalue.simulation.shrink;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.simulation.random.Questions;
import dev.firstvalue.simulation.random.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes away from a trial that fails whatever it fails without: greedily, until nothing can go or
 * the steps are used up.
 */
public final class Shrinker {
  private static final Instant LATE = Instant.parse("2299-01-01T00:00:00Z");

  private final BiPredicate<Trial, Questions> fails;
  private int steps;
  private @Nullable Trial read;
  private Optional<Questions> questions = Optional.empty();

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
      smallest = fewest(smallest, Trial::events, Shrinker::withEvents);
      smallest = fewest(smallest, Trial::others, Trial::withOthers);
      smallest = exhaust(smallest, Shrinker::ofDefinition);
      smallest = fewest(smallest, Trial::exposures, Shrinker::withExposures);
      smallest = fewest(smallest, Trial::identities, Trial::withIdentities);
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
        // An entry of a map without its value is the same entry as one with an empty value.
        if (!candidate.equals(smallest) && stillFails(candidate)) {
          smallest = candidate;
          found = true;
        }
      }
    }
    return smallest;
  }

  /** Without runs of rows, long ones first, single ones last. */
  private <T> Trial fewest(
      Trial failing, Function<Trial, List<T>> rows, BiFunction<Trial, List<T>, Trial> with) {
    Trial smallest = failing;
    for (int length = rows.apply(failing).size(); length > 0; length /= 2) {
      int start = 0;
      while (steps > 0 && start < rows.apply(smallest).size()) {
        Trial candidate = with.apply(smallest, without(rows.apply(smallest), start, length));
        if (stillFails(candidate)) {
          smallest = candidate;
        } else {
          start += length;
        }
      }
    }
    return smallest;
  }

  private static <T> List<T> without(List<T> rows, int start, int length) {
    List<T> fewer = new ArrayList<>(rows);
    fewer.subList(start, Math.min(rows.size(), start + length)).clear();
    return fewer;
  }

  private boolean stillFails(Trial candidate) {
    Optional<Questions> questions = questions(candidate);
    if (questions.isEmpty()) {
      return false;
    }
    steps--;
    return fails.test(candidate, questions.get());
  }

  private static Stream<Trial> ofDefinition(Trial trial) {
    return SmallerMessages.of(trial.definition()).map(smaller -> trial.with((ValueEvent) smaller));
  }

  /** Reading takes longer than evaluating, and a smaller log asks the same as the one before. */
  private Optional<Questions> questions(Trial candidate) {
    Trial documents =
        withEvents(withExposures(candidate, List.of()), List.of()).withIdentities(List.of());
    if (!documents.equals(read)) {
      read = documents;
      questions = documents.read().value();
    }
    return questions;
  }

  private static Trial withEvents(Trial trial, List<Event> events) {
    return trial.with(events, trial.exposures());
  }

  private static Trial withExposures(Trial trial, List<Exposure> exposures) {
    return trial.with(trial.events(), exposures);
  }

  private static Stream<Trial> ofOthers(Trial trial) {
    return Stream.of(
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
        .map(events -> withEvents(trial, events));
  }

  private static Stream<Trial> times(Trial trial) {
    return Stream.of(
            trial.with(LATE, trial.since(), trial.until()),
            trial.with(trial.watermark(), Optional.empty(), trial.until()),
            trial.with(trial.watermark(), trial.since(), Optional.empty()))
        .filter(other -> !other.equals(trial));
  }
}
