package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.distribution.Binomial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a search finds where there is nothing to find: the same entities with the same events, whose
 * outcomes are dealt anew, so that nothing that anybody did goes with staying. Accounts are dealt
 * the outcomes of another account of their size in their fold, so that people of one account stay
 * as alike as they were.
 *
 * @param products how many were searched and had a winner
 * @param searched mean score of the winner on the fold on which it won; empty without products
 * @param heldOut the same on the other fold, where the truth is 0
 * @param searchedExcludesZero in how many products its interval on the first left out zero
 * @param heldOutExcludesZero the same on the other fold
 * @param chance the probability of at least so many where each interval has its level
 */
record NullProducts(
    int products,
    OptionalDouble searched,
    OptionalDouble heldOut,
    int searchedExcludesZero,
    int heldOutExcludesZero,
    OptionalDouble chance) {
  private static final int PARTS = 3;

  /** Searches so many null products made from these profiles, one for each seed from the first. */
  public static NullProducts of(
      List<Profile> profiles, Grid grid, Settings settings, int products, long seed) {
    List<Direction> directions = new ArrayList<>();
    Settings alone =
        new Settings(
            settings.objective(),
            settings.floor(),
            settings.level(),
            settings.draws(),
            settings.seed(),
            false);
    for (int product = 0; product < products; product++) {
      List<Profile> dealt = dealt(profiles, new Random(seed + product));
      Histogram histogram =
          Histogram.of(dealt, PARTS, grid.uses().size(), grid.thresholds(), grid.days());
      Optional<Direction> first =
          new Search(histogram, dealt, grid, alone).directions().stream().findFirst();
      first.ifPresent(directions::add);
    }
    int missed =
        Math.toIntExact(
            directions.stream().filter(one -> excludes(one.heldOut().interval())).count());
    return new NullProducts(
        directions.size(),
        directions.stream().mapToDouble(one -> one.searched().score()).average(),
        directions.stream().mapToDouble(one -> one.heldOut().score()).average(),
        Math.toIntExact(
            directions.stream().filter(one -> excludes(one.searched().interval())).count()),
        missed,
        directions.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                missed == 0
                    ? 1
                    : 1
                        - new Binomial(directions.size(), 1 - settings.level())
                            .cumulative(missed - 1L)));
  }

  /** The same entities with the outcomes of others. */
  static List<Profile> dealt(List<Profile> profiles, Random random) {
    Map<Long, List<Integer>> accounts = new TreeMap<>();
    for (int i = 0; i < profiles.size(); i++) {
      accounts.computeIfAbsent(profiles.get(i).cluster(), any -> new ArrayList<>()).add(i);
    }
    Map<List<Integer>, List<List<Integer>>> alike = new HashMap<>();
    accounts
        .values()
        .forEach(
            members ->
                alike
                    .computeIfAbsent(
                        members.stream().map(member -> profiles.get(member).part()).toList(),
                        any -> new ArrayList<>())
                    .add(members));
    List<Profile> dealt = new ArrayList<>(profiles);
    List<List<Integer>> kinds = new ArrayList<>(alike.keySet());
    kinds.sort((one, other) -> one.toString().compareTo(other.toString()));
    for (List<Integer> kind : kinds) {
      List<List<Integer>> takers = alike.getOrDefault(kind, List.of());
      List<List<Integer>> givers = new ArrayList<>(takers);
      Collections.shuffle(givers, random);
      for (int account = 0; account < takers.size(); account++) {
        for (int member = 0; member < kind.size(); member++) {
          int taker = takers.get(account).get(member);
          int giver = givers.get(account).get(member);
          dealt.set(taker, profiles.get(taker).retained(profiles.get(giver).retained()));
        }
      }
    }
    return dealt;
  }

  private static boolean excludes(Interval interval) {
    return !interval.contains(0);
  }
}
