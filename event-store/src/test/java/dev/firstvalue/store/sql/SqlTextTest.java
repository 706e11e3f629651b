package dev.firstvalue.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlTextTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final List<String> HOSTILE =
      List.of(
          "",
          "'",
          "''",
          "\\",
          "\\'",
          "\\\\'",
          "\0",
          "a\0b",
          "\n",
          "\r\n",
          "\t",
          "\b\f\u001b",
          "?",
          "??",
          "{x:String}",
          "{d '2020-01-01'}",
          "}{",
          "--",
          "/* */",
          "`",
          "\"",
          ";",
          "%_",
          "$1",
          ":name",
          "@x",
          "'; DROP TABLE t --",
          "é",
          "😀",
          "\u202e",
          "\ufeff",
          "\u2028",
          "\u007f",
          "\\x41",
          "\\N",
          "#");

  @Test
  void everyTextIsTheSameWhenTheStoreGivesItBack() {
    List<String> texts = new ArrayList<>(HOSTILE);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(8); part >= 0; part--) {
        text.append(
            random.nextBoolean()
                ? HOSTILE.get(random.nextInt(HOSTILE.size()))
                : Character.toString(codePoint(random)));
      }
      texts.add(text.toString());
    }
    String literals = texts.stream().map(SqlText::literal).collect(Collectors.joining(", "));

    List<String> found =
        STORE
            .store()
            .list(
                Query.of("SELECT arrayJoin([" + literals + "]) AS text"), row -> row.text("text"));

    assertThat(found).as("seed %d", seed).isEqualTo(texts);
  }

  @Test
  void everyNameIsTheSameWhenTheStoreGivesItBack() {
    for (String name : HOSTILE) {
      if (!name.isEmpty()) {
        String sql = "SELECT 7 AS " + SqlText.identifier(name);
        List<Long> found = STORE.store().list(Query.of(sql), row -> row.integer(name));
        assertThat(found).containsExactly(7L);
      }
    }
  }

  @Test
  void commentsHoldNothingThatEndsThem() {
    for (String text : HOSTILE) {
      assertThat(SqlText.comment(text)).doesNotContain("\n", "\r", "'", "\"", "?", "{", "`", "\\");
    }
  }

  private static int codePoint(Random random) {
    int point = random.nextInt(0x2ff);
    return random.nextInt(10) == 0 ? 0x1f300 + point : point;
  }
}
