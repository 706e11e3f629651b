package dev.firstvalue.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client answers, and how it follows a registry. */
class FirstvalueClientTest extends ClientTest {
  @Test
  void theActiveVersionIsFetchedAndThenFollowed() throws InterruptedException {
    try (FirstvalueClient client = client()) {
      assertThat(client.state()).isEqualTo(ClientState.CONNECTING);
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);
      assertThat(client.state()).isEqualTo(ClientState.READY);

      commit("definitions/lessons.yaml", definition(4, "ACTIVE"));
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 2);
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(2);
    }
  }

  @Test
  void aMergeIsHereWithoutAsking() throws InterruptedException {
    Pace seldom =
        new Pace(
            Duration.ofDays(1),
            QUICK.callDeadline(),
            QUICK.firstWait(),
            QUICK.longestWait(),
            QUICK.patience());
    commit("definitions/other.yaml", definition(1, "ACTIVE").replace("lessons}", "other}"));
    try (FirstvalueClient client = builder().pace(seldom).build()) {
      client.activeDefinition("lessons");
      client.activeDefinition("other");
      for (int version = 2; version < 6; version++) {
        int expected = version;
        commit("definitions/lessons.yaml", definition(version + 2, "ACTIVE"));
        await(ClientEvent.DefinitionChanged.class, c -> c.to().getVersion() == expected);
      }
      assertThat(client.activeDefinition("other").getVersion()).isEqualTo(1);
    }
  }

  @Test
  void aRegistryWhoseHistoryWasRewrittenIsFollowedOn() throws Exception {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
      commit("definitions/lessons.yaml", definition(4, "ACTIVE"));
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 2);
      try (Git git = Git.open(home.resolve("registry.git").toFile())) {
        RefUpdate update = git.getRepository().updateRef("refs/heads/main");
        update.setNewObjectId(git.getRepository().resolve("refs/heads/main~1"));
        update.setForceUpdate(true);
        assertThat(update.update()).isEqualTo(RefUpdate.Result.FORCED);
      }
      await(ClientEvent.DefinitionChanged.class, change -> change.to().getVersion() == 1);
    }
  }

  @Test
  void whatDoesNotExistFailsAtOnceWithTheRegistrysOwnError() {
    try (FirstvalueClient client = client()) {
      long start = System.nanoTime();
      assertError(ErrorCode.DEFINITION_NOT_FOUND, () -> client.activeDefinition("nobody"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK.patience());
      assertThat(client.state()).isEqualTo(ClientState.READY);
    }
  }

  @Test
  void aDefinitionThatIsRetiredIsNotServedFromAnyCache() throws InterruptedException {
    try (FirstvalueClient client = client()) {
      client.activeDefinition("lessons");
      commit("definitions/lessons.yaml", definition(3, "RETIRED"));
      await(ClientEvent.DefinitionGone.class, gone -> gone.name().equals("lessons"));
      assertError(ErrorCode.DEFINITION_RETIRED, () -> client.activeDefinition("lessons"));

      commit("definitions/lessons.yaml", definition(3, "DEPRECATED"));
      events.clear();
      assertThat(eventually(client, "lessons")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", "Lessons", "a\nb", "a/b"})
  void aNameThatIsNoneNeverLeavesTheProgram(String name) {
    try (FirstvalueClient client = client()) {
      assertError(ErrorCode.ARGUMENT_INVALID, () -> client.activeDefinition(name));
    }
  }

  @Test
  void aListenerThatFailsDoesNotStopTheAnswers() {
    try (FirstvalueClient client =
        builder()
            .listener(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .build()) {
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a/b", "n\u00e4me"})
  void aProgramWithoutAPlainNameIsRefused(String name) {
    assertThatThrownBy(() -> new ClientProgram(name, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("program.name: ");
  }

  /** Asks until the registry's answer is back; every refused answer is followed by a refresh. */
  private String eventually(FirstvalueClient client, String name) throws InterruptedException {
    FirstvalueException last = null;
    for (int i = 0; i < 200; i++) {
      try {
        return client.activeDefinition(name).getNotice();
      } catch (FirstvalueException e) {
        last = e;
        var _ = events.poll(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new AssertionError("never served again", last);
  }
}
