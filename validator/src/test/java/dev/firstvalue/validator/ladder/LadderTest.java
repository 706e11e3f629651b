package dev.firstvalue.validator.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.ClusterRobustDifference;
import dev.firstvalue.statistics.cluster.ClusterTotal;
import dev.firstvalue.validator.account.TwoArms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final double LEVEL = 0.95;
  private static final long SEED = 20_260_105;

  private static Ladder ladder(List<Unit> all) {
    Units units = new Units();
    TwoArms anyTime = new TwoArms();
    for (Unit unit : all) {
      units.add(unit, 1);
      anyTime.add(unit.account(), unit.reached(), unit.retained(), 1);
    }
    return Ladder.of(anyTime, units, LEVEL);
  }

  private static Unit unit(String plan, int events, boolean reached, boolean retained) {
    return new Unit(
        List.of(plan),
        null,
        new TreeMap<>(Map.of(0, events)),
        reached ? OptionalInt.of(0) : OptionalInt.empty(),
        true,
        retained);
  }

  private static Interval interval(Ladder ladder, Step step) {
    return ladder.rung(step).interval().orElseThrow();
  }

  @Test
  void whereEveryEventIsOfOneStreamTheLiftIsGoneAmongTheEquallyActive() {
    Ladder ladder = ladder(SimulatedUnits.of(new Random(SEED), 20_000, 0, 0));

    assertThat(interval(ladder, Step.FIXED_WINDOW).low()).isGreaterThan(0.15);
    assertThat(interval(ladder, Step.KNOWN_AT_START).low()).isGreaterThan(0.15);
    assertThat(interval(ladder, Step.VOLUME_ADJUSTED).contains(0)).isTrue();
    assertThat(interval(ladder, Step.SAME_DAY).contains(0)).isTrue();
    assertThat(interval(ladder, Step.VOLUME_ADJUSTED).high()).isLessThan(0.03);
  }

  @Test
  void aPlantedEffectIsLeftAmongTheEquallyActive() {
    Ladder ladder = ladder(SimulatedUnits.of(new Random(SEED), 20_000, 0.1, 0));

    assertThat(interval(ladder, Step.VOLUME_ADJUSTED).low()).isGreaterThan(0.01);
    assertThat(interval(ladder, Step.SAME_DAY).low()).isGreaterThan(0.01);
  }

  @Test
  void theOrderOfUnitsChangesNoBit() {
    for (int accountSize : List.of(0, 3)) {
      List<Unit> units = SimulatedUnits.of(new Random(SEED), 2_000, 0.1, accountSize);
      List<Unit> shuffled = new ArrayList<>(units);
      Collections.shuffle(shuffled, new Random(1));

      assertThat(ladder(shuffled)).isEqualTo(ladder(units));
    }
  }

  @Test
  void alikeUnitsMayComeTogether() {
    List<Unit> units = SimulatedUnits.of(new Random(SEED), 2_000, 0.1, 0);
    Map<Unit, Long> alike = new HashMap<>();
    units.forEach(unit -> alike.merge(unit, 1L, Long::sum));
    Units packed = new Units();
    TwoArms anyTime = new TwoArms();
    alike.forEach(
        (unit, count) -> {
          packed.add(unit, count);
          anyTime.add(unit.account(), unit.reached(), unit.retained(), count);
        });

    assertThat(alike.size()).isLessThan(units.size());
    assertThat(Ladder.of(anyTime, packed, LEVEL)).isEqualTo(ladder(units));
  }

  @Test
  void theErrorOfTheRatioOverAccountsIsThatOfLeavingOneOut() {
    List<Unit> units = SimulatedUnits.of(new Random(SEED), 600, 0.1, 3);
    double found = benchmarks(units).accountError().orElseThrow().standardError();
    List<String> accounts = units.stream().map(Unit::account).distinct().toList();
    double[] logs =
        accounts.stream()
            .mapToDouble(
                left ->
                    Math.log(
                        benchmarks(
                                units.stream()
                                    .filter(unit -> !left.equals(unit.account()))
                                    .toList())
                            .ratio()
                            .orElseThrow()
                            .ratio()))
            .toArray();
    double mean = Arrays.stream(logs).average().orElseThrow();
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();

    assertThat(accounts).hasSize(200);
    assertThat(found)
        .isCloseTo(
            Math.sqrt(squares * (accounts.size() - 1) / accounts.size()), withinPercentage(6));
    assertThat(benchmarks(SimulatedUnits.of(new Random(SEED), 600, 0.1, 0)).clustered()).isFalse();
  }

  private static Benchmarks benchmarks(List<Unit> all) {
    Units units = new Units();
    all.forEach(unit -> units.add(unit, 1));
    return Benchmarks.of(units, 1);
  }

  @Test
  void intervalsAreOverAccountsWhereTheyHoldSeveral() {
    List<Unit> units = SimulatedUnits.of(new Random(SEED), 600, 0.1, 3);
    Map<String, long[]> cells = new TreeMap<>();
    for (Unit unit : units) {
      long[] cell = cells.computeIfAbsent(unit.account() + " " + unit.reached(), a -> new long[2]);
      cell[0]++;
      cell[1] += unit.retained() ? 1 : 0;
    }
    List<ClusterTotal> totals = new ArrayList<>();
    cells.forEach(
        (key, cell) ->
            totals.add(
                ClusterTotal.ofCounts(
                    key.split(" ", -1)[0], key.endsWith("true"), cell[0], cell[1])));
    ClusterRobustDifference oracle = ClusterRobustDifference.of(totals);
    Ladder ladder = ladder(units);
    Interval found = interval(ladder, Step.FIXED_WINDOW);

    assertThat(ladder.clusters()).hasValue(200);
    assertThat(ladder.rung(Step.FIXED_WINDOW).difference().orElseThrow())
        .isCloseTo(oracle.difference(), within(1e-12));
    assertThat((found.high() - found.low()) / 2)
        .isCloseTo(oracle.cr1().orElseThrow() * 1.971957, within(1e-6)); // t(199), 0.975
  }

  @Test
  void accountsOfOneAreNoClusters() {
    List<Unit> units = SimulatedUnits.of(new Random(SEED), 500, 0.1, 1);
    List<Unit> without =
        units.stream()
            .map(u -> new Unit(u.known(), null, u.days(), u.reachedOn(), u.alive(), u.retained()))
            .toList();

    assertThat(ladder(units)).isEqualTo(ladder(without));
  }

  /** Two cells: 10 units of 1 event, 2 reached; 10 of 5 events, 6 reached. Worked by hand. */
  @Test
  void theExcessIsTheCovarianceWithinCellsOverTheSpread() {
    List<Unit> units = new ArrayList<>();
    cell(units, 1, 1, 1, 2, 6);
    cell(units, 5, 5, 1, 2, 2);

    // within: (1*6 - 1*2)/10 + (5*2 - 1*2)/10 = 1.2; reach 0.4; excess 1.2/20/0.24
    assertThat(ladder(units).rung(Step.VOLUME_ADJUSTED).difference().orElseThrow())
        .isCloseTo(0.25, within(1e-12));
    // crude 6/8 - 4/12
    assertThat(ladder(units).rung(Step.FIXED_WINDOW).difference().orElseThrow())
        .isCloseTo(0.75 - 1.0 / 3, within(1e-12));
    // Mantel-Haenszel over the same two strata: (0.4 + 0.8)/(1.6 + 2.4)
    assertThat(ladder(units).rung(Step.SAME_DAY).difference().orElseThrow())
        .isCloseTo(0.3, within(1e-12));
  }

  private static void cell(List<Unit> units, int events, int a, int b, int c, int d) {
    add(units, a, unit("free", events, true, true));
    add(units, b, unit("free", events, true, false));
    add(units, c, unit("free", events, false, true));
    add(units, d, unit("free", events, false, false));
  }

  private static void add(List<Unit> units, int count, Unit unit) {
    units.addAll(Collections.nCopies(count, unit));
  }

  @Test
  void whoReachedValueEntersNoTrialAfterwards() {
    Unit later =
        new Unit(
            List.of("free"),
            null,
            new TreeMap<>(Map.of(0, 1, 1, 1, 2, 4)),
            OptionalInt.of(1),
            true,
            true);
    Unit never =
        new Unit(
            List.of("free"),
            null,
            new TreeMap<>(Map.of(0, 1, 1, 1)),
            OptionalInt.empty(),
            true,
            false);
    Rung sameDay = ladder(List.of(later, never, never)).rung(Step.SAME_DAY);

    assertThat(sameDay.difference()).hasValue(1.0);
    assertThat(sameDay.reached()).isEqualTo(1);
    assertThat(sameDay.others()).isEqualTo(2);
    assertThat(sameDay.interval()).isEmpty();
  }

  @Test
  void whereNobodyIsEquallyActiveThereIsNoDifferenceAndTheNoteSaysWhy() {
    List<Unit> units = new ArrayList<>();
    add(units, 10, unit("free", 3, true, true));
    add(units, 10, unit("free", 1, false, false));
    Rung rung = ladder(units).rung(Step.VOLUME_ADJUSTED);

    assertThat(rung.difference()).isEmpty();
    assertThat(rung.interval()).isEmpty();
    assertThat(rung.unsupported()).hasValue(1.0);
    assertThat(rung.reached() + rung.others()).isZero();
    assertThat(rung.note())
        .isEqualTo(
            "of those equally active either all reached value or nobody did: there is nothing to"
                + " compare");
    assertThat(benchmarks(units).difference()).isEmpty();
    assertThat(benchmarks(units).withoutActivity()).hasValue(1.0);
  }

  @Test
  void emptyArmsAreNamedAndNotZero() {
    Ladder nobody = ladder(List.of());
    Ladder everybody = ladder(Collections.nCopies(5, unit("free", 1, true, true)));

    assertThat(nobody.rungs()).allMatch(rung -> rung.difference().isEmpty());
    assertThat(everybody.rungs()).allMatch(rung -> rung.difference().isEmpty());
    assertThat(everybody.rung(Step.FIXED_WINDOW).note()).startsWith("everybody reached value");
  }

  @Test
  void theMostActiveHundredthIsNotToldApart() {
    List<Unit> units = new ArrayList<>();
    add(units, 99, unit("free", 2, false, false));
    add(units, 1, unit("free", 500, true, true));

    assertThat(ladder(units).volumeCut()).isEqualTo(2);
    assertThat(ladder(units).rung(Step.VOLUME_ADJUSTED).unsupported()).hasValue(0.0);
  }
}
