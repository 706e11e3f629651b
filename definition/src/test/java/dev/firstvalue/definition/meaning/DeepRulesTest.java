package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeepRulesTest {
  /** Nearly as deep as an expression may be. */
  @Test
  void deepRulesAreHashedSoon() {
    String deep = "!(user == 'a' && ".repeat(95) + "true" + ")".repeat(95);
    long before = System.nanoTime();

    assertThat(MeaningTest.where(deep)).isNotEqualTo(MeaningTest.where("true"));
    assertThat(System.nanoTime() - before).isLessThan(20_000_000_000L);
  }
}
