package dev.firstvalue.definition.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimesTest {

  @Test
  void aQuantileIsTheLeastTimeThatSoManyTookAtMost() {
    Times times = new Times();
    for (int i = 100_000; i > 0; i--) {
      times.add(Duration.ofMillis(i).toNanos());
    }
    assertThat(times.quantile(0.5)).isEqualTo(Duration.ofSeconds(50));
    assertThat(times.quantile(0.99999)).isEqualTo(Duration.ofMillis(99_999));
    assertThat(times.quantile(1)).isEqualTo(Duration.ofSeconds(100));
    assertThat(times.over(Duration.ofMillis(99_990))).isEqualTo(10);
  }

  @Test
  void oneSlowDocumentInAHundredThousandIsTheLimit() {
    Times times = new Times();
    for (int i = 0; i < 99_999; i++) {
      times.add(1_000_000);
    }
    times.add(Duration.ofSeconds(1).toNanos());
    assertThat(times.quantile(0.99999)).isEqualTo(Duration.ofMillis(1));
    times.add(Duration.ofSeconds(1).toNanos());
    assertThat(times.quantile(0.99999)).isEqualTo(Duration.ofSeconds(1));
    assertThat(times)
        .hasToString(
            "50 % within 1.0 ms, 99 % within 1.0 ms, 99.999 % within 1000.0 ms, all within 1000.0"
                + " ms");
  }
}
