package dev.firstvalue.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastGoodTest {
  private static final GetActiveDefinitionResponse ANSWER =
      GetActiveDefinitionResponse.newBuilder().setRegistryRevision(7).setEtag("7").build();

  private final List<ClientEvent> events = new ArrayList<>();
  @TempDir private Path home;

  @Test
  void whatWasKeptIsReadAgain() {
    LastGood lastGood = of("registry:7777");
    assertThat(lastGood.read("lessons")).isEmpty();
    lastGood.write("lessons", ANSWER);
    assertThat(of("registry:7777").read("lessons")).contains(ANSWER);
    assertThat(events).isEmpty();
  }

  @Test
  void noDamagedByteAndNoLengthButItsOwnIsBelieved() throws IOException {
    LastGood lastGood = of("registry:7777");
    lastGood.write("lessons", ANSWER);
    Path file = lastGood.file("lessons");
    byte[] good = Files.readAllBytes(file);
    List<byte[]> damaged = new ArrayList<>();
    for (int at = 0; at < good.length; at++) {
      byte[] flipped = good.clone();
      flipped[at] ^= 1;
      damaged.add(flipped);
      damaged.add(Arrays.copyOf(good, at));
    }
    damaged.add(Arrays.copyOf(good, good.length + 1));
    for (byte[] bytes : damaged) {
      Files.write(file, bytes);
      assertThat(lastGood.read("lessons")).isEmpty();
    }
    assertThat(events)
        .hasSize(damaged.size())
        .allMatch(
            event ->
                event instanceof ClientEvent.CacheIgnored ignored && ignored.file().equals(file));
  }

  @Test
  void theAnswerOfAnotherNameOrRegistryIsNotBelieved() throws IOException {
    LastGood lastGood = of("registry:7777");
    lastGood.write("lessons", ANSWER);
    Files.copy(lastGood.file("lessons"), lastGood.file("quizzes"));
    assertThat(lastGood.read("quizzes")).isEmpty();

    LastGood other = of("other:7777");
    Files.createDirectories(other.file("lessons").getParent());
    Files.copy(lastGood.file("lessons"), other.file("lessons"));
    assertThat(other.read("lessons")).isEmpty();
    assertThat(events).hasSize(2);
  }

  private LastGood of(String target) {
    return new LastGood(home, target, events::add);
  }
}
