package dev.firstvalue.definition.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firstvalue.definition.facts.HashSplit.Unit;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Expected parts are those of Python 3.11: {@code
 * int.from_bytes(hashlib.sha256((salt+id).encode()).digest()[:8],'big') % parts}.
 */
class HashSplitTest {
  @Test
  void partsAreThoseOfAnotherProgram() {
    assertThat(new HashSplit("reach/", 5, Unit.ENTITY).part("u1", null)).isEqualTo(4);
    assertThat(new HashSplit("", 2, Unit.ENTITY).part("größe", null)).isEqualTo(1);
    assertThat(new HashSplit("a", 1000, Unit.ENTITY).part("ü".repeat(300), null)).isEqualTo(152);
  }

  @Test
  void anAccountStaysWhole() {
    HashSplit split = new HashSplit("s", 100, Unit.ACCOUNT);

    assertThat(split.part("u1", "a")).isEqualTo(split.part("u2", "a"));
    assertThat(split.part("u1", null))
        .isEqualTo(new HashSplit("s", 100, Unit.ENTITY).part("u1", "a"));
  }

  @Test
  void partsAreAboutEquallyLargeAndAnotherSaltIsAnotherSplit() {
    HashSplit one = new HashSplit("one", 2, Unit.ENTITY);
    HashSplit other = new HashSplit("other", 2, Unit.ENTITY);
    long[] cells = new long[4];
    IntStream.range(0, 10_000)
        .mapToObj(i -> "user-" + i)
        .forEach(id -> cells[2 * one.part(id, null) + other.part(id, null)]++);

    assertThat(Arrays.stream(cells)).allMatch(cell -> Math.abs(cell - 2_500) < 220);
  }

  @Test
  void thereIsAtLeastOnePart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HashSplit("", 0, Unit.ENTITY))
        .withMessage("parts: 0 (expected: 1 to 1000)");
  }
}
