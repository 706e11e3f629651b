package dev.firstvalue.registry.server;

import static dev.firstvalue.registry.server.ServedTest.active;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoundRequestsTest {
  private final SoundRequests sound = new SoundRequests();

  @Test
  void theSameRequestIsKeptAndNoOther() {
    sound.keep(active("lessons"));
    assertThat(sound.isKept(active("lessons"))).isTrue();
    assertThat(sound.isKept(active("lesson"))).isFalse();
    assertThat(sound.isKept(active("lessons").toBuilder().setAtLeastRevision(1).build())).isFalse();
    assertThat(sound.isKept(ListVersionsRequest.newBuilder().setName("lessons").build())).isFalse();
  }

  @Test
  void aRequestOfTheSamePlaceTakesItAndIsNotTakenForTheOther() {
    Map<Integer, GetActiveDefinitionRequest> first = new HashMap<>();
    int pairs = 0;
    for (int i = 0; i < 10_000; i++) {
      GetActiveDefinitionRequest request = active("name-" + i);
      int hash = request.hashCode();
      GetActiveDefinitionRequest other = first.put((hash ^ hash >>> 16) & 4095, request);
      if (other != null) {
        pairs++;
        sound.keep(other);
        assertThat(sound.isKept(request)).isFalse();
        sound.keep(request);
        assertThat(sound.isKept(request)).isTrue();
        assertThat(sound.isKept(other)).isFalse();
      }
    }
    assertThat(pairs).isPositive();
  }

  @Test
  void aLargeRequestIsNotKept() {
    GetActiveDefinitionRequest large =
        active("lessons").toBuilder().setIfNoneMatch("x".repeat(300)).build();
    sound.keep(large);
    assertThat(sound.isKept(large)).isFalse();
  }
}
