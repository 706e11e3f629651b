package dev.firstvalue.registry.access;

import static dev.firstvalue.access.v1.Permission.PERMISSION_ADMINISTER;
import static dev.firstvalue.access.v1.Permission.PERMISSION_FETCH;
import static dev.firstvalue.access.v1.Permission.PERMISSION_PROPOSE;
import static dev.firstvalue.access.v1.Permission.PERMISSION_READ;
import static dev.firstvalue.access.v1.Permission.PERMISSION_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.access.v1.Permission;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final Caller ANA = new Caller("Ana", "ana@example.com", Role.OWNER);

  private final FakeClock clock = new FakeClock();
  @TempDir private Path home;
  private Tokens tokens;
  private Access access;

  @BeforeEach
  void open() {
    tokens = new Tokens(home, clock);
    access = new Access.ByToken(tokens, clock);
  }

  @Test
  void aTokenTellsWhoAsks() {
    String secret = tokens.create(ANA, Optional.empty()).secret();
    assertThat(access.caller(Optional.of(secret), Optional.empty())).isEqualTo(ANA);
  }

  @Test
  void theSecretIsKeptNowhere() throws IOException {
    Tokens.Created created = tokens.create(ANA, Optional.empty());
    String kept = Files.readString(home.resolve("firstvalue-tokens.json"));
    assertThat(kept)
        .contains(created.token().id(), "Ana")
        .doesNotContain(created.secret().substring(16));
    assertThat(created.token().toString()).doesNotContain(created.secret().substring(16));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("firstvalue-tokens.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aRevokedTokenIsRefusedWithinASecond() {
    Tokens.Created created = tokens.create(ANA, Optional.empty());
    assertThat(access.caller(Optional.of(created.secret()), Optional.empty())).isEqualTo(ANA);
    tokens.revoke(created.token().id());
    clock.pass(Duration.ofSeconds(1));
    refused(created.secret());
    assertThat(tokens.list()).extracting(Token::revoked).allMatch(Optional::isPresent);
  }

  @Test
  void anExpiredTokenIsRefused() {
    String secret =
        tokens.create(ANA, Optional.of(clock.instant().plus(Duration.ofDays(1)))).secret();
    assertThat(access.caller(Optional.of(secret), Optional.empty())).isEqualTo(ANA);
    clock.pass(Duration.ofDays(1));
    refused(secret);
  }

  @Test
  void whatIsNoGoodTokenIsRefused() {
    String secret = tokens.create(ANA, Optional.empty()).secret();
    String other = tokens.create(ANA, Optional.empty()).secret();
    for (String bad :
        List.of(
            "",
            "fv_",
            secret + "x",
            secret.substring(0, 16) + other.substring(16),
            secret.toUpperCase(java.util.Locale.ROOT))) {
      refused(bad);
    }
    assertThatThrownBy(() -> access.caller(Optional.empty(), Optional.empty()))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
  }

  @Test
  void tokensThatCannotBeReadLetNobodyIn() throws IOException {
    String secret = tokens.create(ANA, Optional.empty()).secret();
    Files.writeString(home.resolve("firstvalue-tokens.json"), "[{\"id\": \"broken\"");
    refused(secret);
    Files.delete(home.resolve("firstvalue-tokens.json"));
    clock.pass(Duration.ofSeconds(2));
    refused(secret);
  }

  @Test
  void anUnknownTokenCannotBeRevoked() {
    tokens.create(ANA, Optional.empty());
    assertThatThrownBy(() -> tokens.revoke("000000000000"))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_NOT_FOUND));
  }

  @Test
  void aCertificateAloneMakesAService() {
    assertThat(access.caller(Optional.empty(), Optional.of("billing")))
        .isEqualTo(new Caller("billing", "", Role.SERVICE));
    // A bad token is not made good by it.
    assertThatThrownBy(() -> access.caller(Optional.of("fv_"), Optional.of("billing")))
        .isInstanceOf(FirstvalueException.class);
  }

  @Test
  void eachRoleReachesAsFarAsItIsWritten() {
    assertThat(reach(Role.SERVICE)).containsExactly(PERMISSION_FETCH);
    assertThat(reach(Role.READER)).containsExactly(PERMISSION_FETCH, PERMISSION_READ);
    assertThat(reach(Role.PROPOSER))
        .containsExactly(PERMISSION_FETCH, PERMISSION_READ, PERMISSION_PROPOSE);
    assertThat(reach(Role.OWNER))
        .containsExactly(PERMISSION_FETCH, PERMISSION_READ, PERMISSION_PROPOSE, PERMISSION_REVIEW);
    assertThat(reach(Role.ADMIN))
        .containsExactly(
            PERMISSION_FETCH,
            PERMISSION_READ,
            PERMISSION_PROPOSE,
            PERMISSION_REVIEW,
            PERMISSION_ADMINISTER);
  }

  private static List<Permission> reach(Role role) {
    return java.util.Arrays.stream(Permission.values())
        .filter(permission -> permission != Permission.UNRECOGNIZED)
        .filter(role::may)
        .toList();
  }

  @Test
  void aCallerHasSoManyRequestsInASecondAndNoMore() {
    AtomicLong nanos = new AtomicLong();
    Limits limits = new Limits(3, 0, 0, nanos::get);
    for (int i = 0; i < 3; i++) {
      limits.request(ANA);
    }
    assertThatThrownBy(() -> limits.request(ANA))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
              assertThat(e.details()).containsEntry("limit", "requests");
            });
    limits.request(new Caller("Ben", "", Role.READER));
    nanos.addAndGet(Duration.ofMillis(334).toNanos());
    limits.request(ANA);
  }

  @Test
  void aCallerHasSoManyPushesInAMinute() {
    AtomicLong nanos = new AtomicLong();
    Limits limits = new Limits(0, 0, 2, nanos::get);
    limits.push(ANA);
    limits.push(ANA);
    limits.request(ANA);
    assertThatThrownBy(() -> limits.push(ANA))
        .isInstanceOf(FirstvalueException.class)
        .hasMessageContaining("too many pushes (at most 2 in a minute)");
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    limits.push(ANA);
    assertThatThrownBy(() -> limits.push(ANA)).isInstanceOf(FirstvalueException.class);
  }

  @Test
  void aCallerHasSoManyStreamsAtATime() {
    Limits limits = new Limits(0, 2, 0, System::nanoTime);
    Runnable end = limits.stream(ANA);
    limits.stream(ANA);
    assertThatThrownBy(() -> limits.stream(ANA)).isInstanceOf(FirstvalueException.class);
    end.run();
    end.run();
    limits.stream(ANA);
    assertThatThrownBy(() -> limits.stream(ANA)).isInstanceOf(FirstvalueException.class);
  }

  @Test
  void aTokenIsFoundInTheHeadersOfGitAndOfPrograms() {
    assertThat(Credentials.of(null)).isEmpty();
    assertThat(Credentials.of("Bearer fv_x")).hasValue("fv_x");
    assertThat(Credentials.of("Basic YW5hOmZ2X3g=")).hasValue("fv_x");
    assertThat(Credentials.of("Basic ???")).hasValue("");
    assertThat(Credentials.of("Digest x")).hasValue("");
  }

  private void refused(String secret) {
    assertThatThrownBy(() -> access.caller(Optional.of(secret), Optional.empty()))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
              if (secret.length() > 3) {
                assertThat(e).hasMessageNotContaining(secret);
              }
            });
  }
}
