package dev.firstvalue.validator.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Searches of small products. Feature 0 and 1 together raise the outcome, 2 is noise, 3 is
 * preparation that goes with the outcome more than anything, 4 is the outcome itself.
 */
class SearchTest {
  private static final int DAYS = 3;
  private static final int THRESHOLDS = 2;
  private static final Grid GRID =
      new Grid(
          List.of(Use.SEARCHED, Use.SEARCHED, Use.SEARCHED, Use.PREPARATION, Use.LEFT_OUT),
          Set.of(),
          THRESHOLDS,
          List.of(1, 3));

  private static Discovery discovery(int accountSize) {
    return new Search(
            histogram(profiles(accountSize)),
            profiles(accountSize),
            GRID,
            Settings.of(Objective.LIFT, 0.1))
        .run();
  }

  private static Histogram histogram(List<Profile> profiles) {
    return Histogram.of(profiles, 3, 5, THRESHOLDS, DAYS);
  }

  private static List<Profile> profiles(int accountSize) {
    Random random = new Random(1);
    List<Profile> profiles = new ArrayList<>();
    for (int account = 0; account < 3_000 / accountSize; account++) {
      boolean first = random.nextBoolean();
      boolean second = random.nextBoolean();
      boolean noise = random.nextInt(3) > 0;
      boolean retained = random.nextDouble() < (first && second ? 0.7 : first ? 0.3 : 0.2);
      boolean prepared = random.nextDouble() < (retained ? 0.9 : 0.1);
      List<Integer> codes = new ArrayList<>();
      add(codes, first, 0, 0);
      add(codes, second, 1, 2);
      add(codes, noise, 2, 1);
      add(codes, prepared, 3, 0);
      add(codes, retained, 4, 0);
      int[] volumes = {codes.size(), 0, 0};
      for (int member = 0; member < accountSize; member++) {
        profiles.add(
            new Profile(
                account % 3,
                retained,
                account,
                List.of(),
                codes.stream().mapToInt(Integer::intValue).toArray(),
                volumes));
      }
    }
    return profiles;
  }

  private static void add(List<Integer> codes, boolean does, int feature, int day) {
    if (does) {
      codes.add(feature * DAYS + day);
    }
  }

  @Test
  void theWinnerIsNeitherPreparationNorLeftOut() {
    Discovery discovery = discovery(1);

    assertThat(discovery.directions())
        .extracting(direction -> direction.winner().clauses().getFirst().feature())
        .allMatch(feature -> feature < 2);
    assertThat(discovery.preparation())
        .extracting(judged -> judged.candidate().clauses().getFirst().feature())
        .containsExactly(3);
    assertThat(discovery.front())
        .allMatch(judged -> judged.candidate().clauses().getFirst().feature() < 3);
  }

  @Test
  void aConjunctionThatHoldsUpIsFound() {
    assertThat(discovery(1).pairs())
        .isNotEmpty()
        .first()
        .satisfies(
            pair -> {
              assertThat(pair.heldOut().candidate().clauses())
                  .containsExactlyInAnyOrder(new Clause(0, 1), new Clause(1, 1));
              assertThat(pair.gain()).isGreaterThan(pair.gainError());
            });
  }

  @Test
  void everyNumberOfTheHeldOutIsThatOfTheOtherFold() {
    List<Profile> profiles = profiles(1);
    Judged heldOut = discovery(1).directions().getFirst().heldOut();
    Clause clause = heldOut.candidate().clauses().getFirst();
    List<Profile> reached =
        profiles.stream()
            .filter(one -> one.part() == 1)
            .filter(
                one -> one.reaches(clause.feature(), clause.times(), heldOut.candidate().days()))
            .toList();

    assertThat(heldOut.table().marked()).isEqualTo(reached.size());
    assertThat(heldOut.table().markedPositive())
        .isEqualTo(reached.stream().filter(Profile::retained).count());
    assertThat(heldOut.interval().contains(heldOut.score())).isTrue();
  }

  @Test
  void usersOfOneAccountAreNotSoManyWitnesses() {
    Judged alone = discovery(1).directions().getFirst().heldOut();
    Judged tenAnAccount = discovery(10).directions().getFirst().heldOut();
    double width = alone.interval().high() - alone.interval().low();

    // A tenth of the clusters: intervals about three times as wide.
    assertThat(tenAnAccount.interval().high() - tenAnAccount.interval().low())
        .isBetween(2.2 * width, 4.5 * width);
  }

  @Test
  void aFloorThatNobodyReachesLeavesNothing() {
    Discovery none =
        new Search(histogram(profiles(1)), profiles(1), GRID, Settings.of(Objective.LIFT, 0.9))
            .run();

    assertThat(none.directions()).isEmpty();
    assertThat(none.region()).isEmpty();
    assertThat(none.compared()).isZero();
  }

  @Test
  void countsOfAnotherGridAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Search(
                    Histogram.of(List.of(), 2, 5, THRESHOLDS, DAYS),
                    List.of(),
                    GRID,
                    Settings.of(Objective.LIFT, 0.1)))
        .withMessageContaining("expected: three parts");
  }
}
