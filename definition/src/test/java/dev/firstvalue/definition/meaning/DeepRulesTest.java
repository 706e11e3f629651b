package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeepRulesTest {
  @Test
  void deepRulesAreHashedSoon() {
    String deep = "!(user == 'a' && ".repeat(120) + "true" + ")".repeat(120);
    long before = System.nanoTime();

    assertThat(MeaningTest.where(deep)).isNotEqualTo(MeaningTest.where("true"));
    assertThat(System.nanoTime() - before).isLessThan(20_000_000_000L);
  }
}
