package dev.firstvalue.registry.version;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoTimesTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

  @Test
  void aForwardChangeLeavesThePastToTheVersionBefore() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));
    RegistrySnapshot snapshot = registry.snapshot();
    Instant changed = clock.instant();

    assertThat(answer(snapshot, changed.minusMillis(1), null)).isEqualTo("1.0");
    assertThat(answer(snapshot, changed, null)).isEqualTo("2.0");
    assertThat(answer(snapshot, START.minus(Duration.ofDays(900)), null)).isEqualTo("1.0");
    assertThat(answer(snapshot, null, changed.minusSeconds(1))).isEqualTo("1.0");
  }

  @Test
  void aRestatementFromADayTakesTheDaysSinceAndOnlyForWhoKnowsOfIt() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));
    Instant before = clock.instant();
    RegistrySnapshot snapshot =
        commit(LESSONS, definition("lessons", 5), "Ask for five\n\nRestate: 2026-04-01");
    Instant april = Instant.parse("2026-04-01T00:00:00Z");

    assertThat(answer(snapshot, april, null)).isEqualTo("3.0");
    assertThat(answer(snapshot, april.minusMillis(1), null)).isEqualTo("1.0");
    assertThat(answer(snapshot, april, before)).isEqualTo("1.0");
  }

  @Test
  void aRetiredDefinitionStillAnswersForTheEventsBeforeItsRetirement() {
    commit(LESSONS, definition("lessons", 3));
    Instant last = clock.instant();
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 3, "Why.", "RETIRED"));
    RegistrySnapshot later = remove(LESSONS);

    assertThat(answer(snapshot, last, null)).isEqualTo("1.1");
    assertThat(answer(snapshot, clock.instant(), null)).isEqualTo("DEFINITION_RETIRED");
    // Its deletion did not make it retired any later.
    assertThat(answer(later, last.plusSeconds(61), null)).isEqualTo("DEFINITION_RETIRED");
    assertThat(answer(later, null, last)).isEqualTo("1.0");
  }

  @Test
  void nothingIsKnownBeforeTheFirstVersion() {
    RegistrySnapshot snapshot = commit(LESSONS, definition("lessons", 3));

    assertThat(answer(snapshot, null, clock.instant().minusSeconds(1)))
        .isEqualTo("DEFINITION_NOT_FOUND");
    assertThat(answer(snapshot, null, clock.instant())).isEqualTo("1.0");
  }

  /** Every earlier snapshot is what was known then, so each of them is an oracle for the last. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyPairOfTimesIsAnsweredAsItWasThen(long seed) {
    Random random = new Random(seed);
    List<Instant> known = new ArrayList<>();
    List<RegistrySnapshot> then = new ArrayList<>();
    Instant latest = clock.instant();
    for (int i = 0; i < 20; i++) {
      String before = registry.snapshot().commit();
      RegistrySnapshot snapshot = change(random);
      if (snapshot.commit().equals(before)) {
        continue;
      }
      latest = clock.instant().isAfter(latest) ? clock.instant() : latest;
      known.add(latest);
      then.add(snapshot);
    }
    RegistrySnapshot last = registry.snapshot();
    RegistrySnapshot reopened;
    try (RegistryRepository again = RegistryRepository.open(directory, language, clock)) {
      reopened = again.snapshot();
    }
    for (int i = 0; i < 300; i++) {
      Instant event = START.plusSeconds(random.nextInt(-200_000, 200_000));
      Instant at = START.plusSeconds(random.nextInt(-600, 200_000));
      String expected = "DEFINITION_NOT_FOUND";
      for (int k = 0; k < then.size() && !known.get(k).isAfter(at); k++) {
        expected = oracle(then.get(k), event, known.subList(0, k + 1), then);
      }
      String pair = "seed " + seed + ": event " + event + ", known at " + at;
      assertThat(answer(last, event, at)).as(pair).isEqualTo(expected);
      assertThat(answer(reopened, event, at)).as(pair).isEqualTo(expected);
      assertThat(answer(last, null, known.getLast())).isEqualTo(answer(last, null, null));
    }
  }

  private RegistrySnapshot change(Random random) {
    // Clocks step back, and several commits share a second.
    clock.pass(Duration.ofSeconds(random.nextInt(-3_000, 12_000)));
    boolean there = !answer(registry.snapshot(), null, null).equals("DEFINITION_NOT_FOUND");
    if (there && random.nextInt(8) == 0) {
      return remove(LESSONS);
    }
    String status = List.of("ACTIVE", "ACTIVE", "DEPRECATED", "RETIRED").get(random.nextInt(4));
    String trailer =
        List.of("", "\n\nRestate: ALL", "\n\nRestate: 2026-04-30").get(random.nextInt(3));
    return commit(
        LESSONS,
        definition("lessons", 1 + random.nextInt(3), "Why " + random.nextInt(3), status),
        "Change" + trailer);
  }

  /** The answer of a registry at whose last commit time stood still. */
  private static String oracle(
      RegistrySnapshot now, Instant event, List<Instant> known, List<RegistrySnapshot> then) {
    boolean named =
        then.subList(0, known.size()).stream()
            .anyMatch(s -> s.definitions().containsKey("lessons"));
    if (!named) {
      return "DEFINITION_NOT_FOUND";
    }
    // Not served since the first of the unserved states at the end.
    int unserved = known.size();
    while (unserved > 0
        && answer(then.get(unserved - 1), null, null).equals("DEFINITION_RETIRED")) {
      unserved--;
    }
    if (unserved < known.size() && !event.isBefore(known.get(unserved))) {
      return "DEFINITION_RETIRED";
    }
    List<DefinitionVersion> newestFirst =
        now.versions("lessons").stream().map(EncodedVersion::message).toList();
    for (DefinitionVersion version : newestFirst) {
      if (!version.hasValidFrom()
          || Timestamps.toMillis(version.getValidFrom()) <= event.toEpochMilli()) {
        return version.getVersion() + "." + version.getRevision();
      }
    }
    throw new AssertionError("the first version applies from the beginning");
  }

  private static String answer(
      RegistrySnapshot snapshot, @Nullable Instant event, @Nullable Instant known) {
    try {
      return number(
          snapshot.active("lessons", Optional.ofNullable(event), Optional.ofNullable(known)));
    } catch (FirstvalueException e) {
      assertThat(e.code()).isIn(ErrorCode.DEFINITION_NOT_FOUND, ErrorCode.DEFINITION_RETIRED);
      return e.code().name();
    }
  }
}
