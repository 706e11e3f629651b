package dev.firstvalue.validator.discovery.truth;

import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.validator.discovery.Direction;
import dev.firstvalue.validator.discovery.Grid;
import dev.firstvalue.validator.discovery.Region;
import dev.firstvalue.validator.discovery.Search;
import dev.firstvalue.validator.discovery.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How often searches of a world are right.
 *
 * @param world what was searched
 * @param runs how many times
 * @param heldOutExcludesZero share of runs in which the interval of the winner on the fold that was
 *     not searched excludes zero
 * @param naiveExcludesZero the same on the fold on which it won
 * @param meanHeldOut mean score of the winner on the fold that was not searched
 * @param meanNaive the same on the fold on which it won
 * @param inRegion share of runs whose region holds what was planted; NaN where nothing is
 * @param medianRegion median over runs of the share of compared candidates in the region; NaN where
 *     nothing is planted
 */
public record SearchTruth(
    SearchWorld world,
    int runs,
    double heldOutExcludesZero,
    double naiveExcludesZero,
    double meanHeldOut,
    double meanNaive,
    double inRegion,
    double medianRegion) {

  private record Run(Direction direction, Optional<Region> region) {}

  /** Searches a world so many times; runs are independent and made in parallel. */
  public static SearchTruth of(SearchWorld world, int runs, int entities, long seed) {
    List<Run> all =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> run(world, entities, seed + run))
            .toList();
    List<Double> regions = new ArrayList<>();
    all.forEach(run -> run.region().ifPresent(region -> regions.add(region.share())));
    regions.sort(null);
    boolean planted = world == SearchWorld.PLANTED;
    return new SearchTruth(
        world,
        runs,
        share(all, run -> excludesZero(run.direction().heldOut().interval())),
        share(all, run -> excludesZero(run.direction().searched().interval())),
        all.stream().mapToDouble(run -> run.direction().heldOut().score()).average().orElseThrow(),
        all.stream().mapToDouble(run -> run.direction().searched().score()).average().orElseThrow(),
        planted ? share(all, SearchTruth::holdsTheTruth) : Double.NaN,
        planted ? regions.get(regions.size() / 2) : Double.NaN);
  }

  private static Run run(SearchWorld world, int entities, long seed) {
    List<Profile> profiles = world.profiles(entities, seed);
    Grid grid = Grid.of(SearchWorld.features(), SearchWorld.THRESHOLDS, SearchWorld.WINDOWS);
    Histogram histogram =
        Histogram.of(profiles, 3, SearchWorld.features(), SearchWorld.THRESHOLDS, grid.days());
    Search search = new Search(histogram, profiles, grid, Settings.of(world.objective(), 0.1));
    return new Run(
        search.directions().getFirst(),
        world == SearchWorld.PLANTED ? search.region() : Optional.empty());
  }

  private static boolean holdsTheTruth(Run run) {
    return run.region().map(region -> region.members().contains(SearchWorld.TRUTH)).orElse(false);
  }

  private static boolean excludesZero(dev.firstvalue.statistics.Interval interval) {
    return !interval.contains(0);
  }

  private static double share(List<Run> runs, java.util.function.Predicate<Run> test) {
    return (double) runs.stream().filter(test).count() / runs.size();
  }
}
