package dev.firstvalue.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private Instant now = Instant.parse("2026-05-01T10:00:00Z");
  private final Sessions sessions = new Sessions(() -> now);

  @Test
  void aSessionEndsAfterItsTimeAndByItsSignOut() {
    String first = sessions.open("fv_token");
    String second = sessions.open("fv_token");
    assertThat(sessions.of(first).orElseThrow().authorization()).isEqualTo("Bearer fv_token");
    assertThat(sessions.of("another")).isEmpty();

    sessions.close(first);
    assertThat(sessions.of(first)).isEmpty();
    now = now.plus(Sessions.LIFE).minusSeconds(1);
    assertThat(sessions.of(second)).isPresent();
    now = now.plusSeconds(1);
    assertThat(sessions.of(second)).isEmpty();
  }

  @Test
  void aSessionSaysNothingOfItsTokenAndKnowsItsOwnForms() {
    Session session = sessions.of(sessions.open("fv_token")).orElseThrow();
    Session other = sessions.of(sessions.open("fv_token")).orElseThrow();
    assertThat(session.toString()).doesNotContain("fv_token", session.formKey());
    assertThat(session.wrote(session.formKey())).isTrue();
    assertThat(session.wrote(other.formKey())).isFalse();
    assertThat(session.wrote(null)).isFalse();
  }

  @Test
  void theOldestGivesWayWhenThereAreTooMany() {
    String oldest = sessions.open("fv_token");
    String next = sessions.open("fv_token");
    for (int i = 0; i < Sessions.MOST - 1; i++) {
      sessions.open("fv_token");
    }
    assertThat(sessions.of(oldest)).isEmpty();
    assertThat(sessions.of(next)).isPresent();
  }
}
