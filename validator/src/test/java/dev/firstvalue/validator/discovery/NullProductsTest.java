package dev.firstvalue.validator.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.validator.discovery.truth.SearchWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NullProductsTest {
  private static final int PRODUCTS = 40;

  private static NullProducts search(SearchWorld world, Objective objective) {
    return NullProducts.of(
        world.profiles(1_500, 3),
        Grid.of(SearchWorld.features(), SearchWorld.THRESHOLDS, SearchWorld.WINDOWS),
        Settings.of(objective, 0.1),
        PRODUCTS,
        11);
  }

  @Test
  void whereOutcomesAreDealtNothingIsFoundOnWhoWasNotSearched() {
    // A planted threshold of 25 points, and outcomes that go with activity: dealing ends both.
    for (NullProducts found :
        List.of(
            search(SearchWorld.PLANTED, Objective.LIFT),
            search(SearchWorld.THINNED, Objective.VOLUME))) {
      assertThat(found.products()).isEqualTo(PRODUCTS);
      assertThat(found.chance().orElseThrow()).isGreaterThan(0.001);
      assertThat(found.heldOutExcludesZero()).isLessThanOrEqualTo(PRODUCTS / 6);
      assertThat(found.searchedExcludesZero()).isGreaterThan(PRODUCTS / 4);
      assertThat(Math.abs(found.heldOut().orElseThrow()))
          .isLessThan(found.searched().orElseThrow() / 4);
    }
  }

  @Test
  void anAccountGetsTheOutcomesOfAnotherOfItsSizeInItsFold() {
    List<Profile> profiles = new ArrayList<>();
    for (int account = 0; account < 60; account++) {
      boolean stays = account % 3 == 0;
      for (int member = 0; member <= account % 2; member++) {
        profiles.add(
            new Profile(account % 4 / 2, stays, account, List.of(), new int[] {0}, new int[] {1}));
      }
    }

    List<Profile> dealt = NullProducts.dealt(profiles, new Random(1));

    assertThat(dealt).isNotEqualTo(profiles);
    assertThat(retained(dealt)).isEqualTo(retained(profiles));
    Map<Long, List<Boolean>> accounts = new TreeMap<>();
    dealt.forEach(
        one ->
            accounts.computeIfAbsent(one.cluster(), any -> new ArrayList<>()).add(one.retained()));
    assertThat(accounts.values()).allSatisfy(all -> assertThat(all).containsOnly(all.getFirst()));
  }

  /** How many of each fold are retained. */
  private static Map<Integer, Long> retained(List<Profile> profiles) {
    return profiles.stream()
        .filter(Profile::retained)
        .collect(Collectors.groupingBy(Profile::part, Collectors.counting()));
  }

  @Test
  void whereNoCandidateIsAboveTheFloorThereIsNothingToSay() {
    NullProducts found =
        NullProducts.of(
            SearchWorld.PLANTED.profiles(40, 3),
            Grid.of(SearchWorld.features(), SearchWorld.THRESHOLDS, SearchWorld.WINDOWS),
            Settings.of(Objective.LIFT, 0.94),
            2,
            1);

    assertThat(found.products()).isZero();
    assertThat(found.chance()).isEmpty();
  }
}
