package dev.firstvalue.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.HashSplit.Unit;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HashSplitSqlTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private record Ids(String entity, @Nullable String account) {}

  @Test
  void theStoreSplitsAsJavaDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Ids> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(new Ids(id(random), random.nextInt(4) == 0 ? null : id(random)));
    }
    List<HashSplit> splits = new ArrayList<>();
    for (Unit unit : Unit.values()) {
      splits.add(new HashSplit("", 2, unit));
      splits.add(new HashSplit(id(random), 1 + random.nextInt(1_000), unit));
    }
    for (HashSplit split : splits) {
      assertThat(parts(split, all))
          .as("seed %d, %s", seed, split)
          .isEqualTo(
              all.stream().map(ids -> (long) split.part(ids.entity(), ids.account())).toList());
    }
  }

  private static List<Long> parts(HashSplit split, List<Ids> all) {
    List<String> pairs =
        all.stream()
            .map(
                ids ->
                    "("
                        + SqlText.literal(ids.entity())
                        + ", "
                        + (ids.account() == null ? "NULL" : SqlText.literal(ids.account()))
                        + ")")
            .toList();
    String sql =
        "SELECT "
            + HashSplitSql.part(split, "ids.1", "ids.2")
            + " AS part FROM (SELECT arrayJoin(CAST(["
            + String.join(", ", pairs)
            + "] AS Array(Tuple(String, Nullable(String))))) AS ids)";
    return STORE.store().list(Query.of(sql), row -> row.integer("part"));
  }

  /** Any text that has a form in UTF-8: mostly short, now and then of some thousand letters. */
  private static String id(Random random) {
    int length = random.nextInt(10) == 0 ? random.nextInt(2_000) : 1 + random.nextInt(20);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int point = random.nextInt(3) == 0 ? random.nextInt(0x110000) : random.nextInt(0x80);
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }
}
