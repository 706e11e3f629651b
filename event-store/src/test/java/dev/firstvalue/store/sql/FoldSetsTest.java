package dev.firstvalue.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldSetsTest {
  private static final FactKey ARM = new FactKey.Arm();
  private static final FactKey ELAPSED = new FactKey.Elapsed(Duration.ofSeconds(1));

  @Test
  void foldsThatDifferInTruthsAndDatesAreOneSet() {
    Fold some = Fold.by(ARM, new FactKey.Excluded(), new FactKey.Held(1));
    Fold days = Fold.by(new FactKey.Held(0), ARM, new FactKey.Day());
    Fold accounts = Fold.by(ARM, new FactKey.Account(), new FactKey.Held(0));
    FoldSets sets = new FoldSets(List.of(some, days, accounts));

    assertThat(sets.of(some)).isEqualTo(sets.of(days));
    assertThat(sets.of(some).keys())
        .containsExactlyInAnyOrder(
            ARM,
            new FactKey.Excluded(),
            new FactKey.Held(0),
            new FactKey.Held(1),
            new FactKey.Day());
    assertThat(sets.all()).hasSize(2).last().isEqualTo(sets.of(accounts));
  }

  @Test
  void aSetHasSixteenTruthsUnlessOneFoldHasMore() {
    Fold ten = held(0, 10);
    Fold sixMore = held(10, 16);
    Fold oneMore = held(16, 17);
    Fold many = held(0, 20);
    FoldSets sets = new FoldSets(List.of(ten, sixMore, oneMore, many));

    assertThat(sets.of(sixMore)).isEqualTo(sets.of(ten));
    assertThat(sets.of(oneMore)).isNotEqualTo(sets.of(ten));
    assertThat(sets.of(many).truths()).hasSize(20);
    assertThat(sets.all()).hasSize(3);
  }

  @Test
  void timesToValueAreListedWhereNothingIsSummedByThem() {
    Fold times = Fold.by(ELAPSED, ARM);
    Fold arms = Fold.by(ARM);
    Fold sums = new Fold(List.of(ARM, ELAPSED), List.of(FactSum.of(0)));
    FoldSets sets = new FoldSets(List.of(times, arms, sums));

    assertThat(sets.of(times)).isEqualTo(sets.of(arms));
    assertThat(sets.of(times).listed()).containsExactly(ELAPSED);
    assertThat(sets.of(sums).listed()).isEmpty();
    assertThat(sets.of(sums).plain()).containsExactly(ARM, ELAPSED);
  }

  /** Their rows come one by one, in any number. */
  @Test
  void oneFoldAloneIsCountedByAllItsKeys() {
    Fold alone = Fold.by(ELAPSED, ARM);

    assertThat(new FoldSets(List.of(alone)).of(alone).plain()).containsExactly(ARM, ELAPSED);
  }

  private static Fold held(int from, int to) {
    List<FactKey> keys = new ArrayList<>(List.of(ARM));
    IntStream.range(from, to).forEach(index -> keys.add(new FactKey.Held(index)));
    return new Fold(keys);
  }
}
