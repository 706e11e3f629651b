package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.v1.ValueEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trials by their seeds: event models of every layout, definitions of every form nested up to three
 * deep, predicates of every operator and function, experiments, and logs with ties, copies of one
 * event that differ, unknown and mistyped values, hostile texts, rows of nobody, aliases of users,
 * rows before time zero and after the watermark, days on which clocks change, entities with more
 * than a thousand events, and none at all.
 *
 * <p>Times lie from 1970 to 2200, numbers have at most six decimals. {@value #TRIALS_A_WORLD}
 * trials of neighbouring seeds share an event model and its log, so that a store loads it once.
 */
public final class RandomTrials {
  /** How many trials share an event model and a log. */
  public static final int TRIALS_A_WORLD = 4;

  /** Far enough from the seeds of trials. */
  private static final long WORLDS = 0x9E3779B97F4A7C15L;

  private static final long OTHERS = 0xD1B54A32D192ED03L;
  private static final int MOST_OTHERS = 2;

  private RandomTrials() {}

  /** The trial of a seed. */
  public static Trial of(long seed) {
    return of(seed, world(seed));
  }

  /** So many trials from a seed on. */
  public static Stream<Trial> from(long seed, long count) {
    return LongStream.range(seed, seed + count)
        .boxed()
        .gather(
            Gatherer.ofSequential(
                Latest::new, (latest, each, down) -> down.push(of(each, latest.world(each)))));
  }

  /** The number of the log that the trial of a seed shares with its neighbours. */
  public static long log(long seed) {
    return Math.floorDiv(seed, (long) TRIALS_A_WORLD);
  }

  private static World world(long seed) {
    return new RandomWorlds(new Dice(WORLDS + log(seed))).world();
  }

  /** The world that was made last. */
  private static final class Latest {
    private @Nullable World world;
    private long number;

    World world(long seed) {
      World made = world;
      if (made == null || number != log(seed)) {
        made = RandomTrials.world(seed);
        world = made;
        number = log(seed);
      }
      return made;
    }
  }

  private static Trial of(long seed, World world) {
    Dice dice = new Dice(seed);
    RandomDefinitions definitions = new RandomDefinitions(dice, world);
    ValueEvent definition = definitions.definition();
    return new Trial(
        seed,
        world.model(),
        definition,
        others(seed, definition, world),
        definitions.experiment(definition),
        watermark(dice, world.around()),
        dice.maybe(7, () -> time(dice, world.around())),
        dice.maybe(7, () -> time(dice, world.around())),
        world.events(),
        world.exposures(),
        world.identities());
  }

  /** Definitions of the same entity, from dice of their own. */
  private static List<ValueEvent> others(long seed, ValueEvent definition, World world) {
    Dice dice = new Dice(OTHERS + seed);
    RandomDefinitions definitions = new RandomDefinitions(dice, world);
    List<ValueEvent> others = new ArrayList<>();
    for (int i = dice.between(1, MOST_OTHERS); i > 0; i--) {
      others.add(definitions.beside(definition));
    }
    return others;
  }

  private static Instant watermark(Dice dice, Instant around) {
    return dice.percent(85)
        ? around.plus(Duration.ofDays(40))
        : time(dice, around).plus(Duration.ofDays(dice.below(5)));
  }

  private static Instant time(Dice dice, Instant around) {
    return Micros.instant(RandomRows.time(Micros.of(around), dice));
  }
}
