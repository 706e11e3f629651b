package dev.firstvalue.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.registry.server.RegistryServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({"1, 100", "2, 200", "3, 400", "4, 800", "5, 1000", "6, 1000", "1000000, 1000"})
  void waitsDoubleUpToTheLongest(int failures, int millis) {
    assertThat(Pace.USUAL.waitAfter(failures)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void anIdleConnectionIsTriedNoMoreOftenThanTheServerPermits() {
    // A server ends the connection of a client that pings more often, again and again.
    assertThat(RegistryConnection.KEEPALIVE)
        .isGreaterThan(RegistryServer.PERMITTED_KEEPALIVE.multipliedBy(2));
  }

  @Test
  void aRegistryThatComesBackIsFoundBeforePatienceEnds() {
    assertThat(Pace.USUAL.longestWait().plus(Pace.USUAL.callDeadline()))
        .isLessThan(Pace.USUAL.patience());
    assertThatThrownBy(
            () ->
                new Pace(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pace: patience PT10S (expected: ");
  }
}
