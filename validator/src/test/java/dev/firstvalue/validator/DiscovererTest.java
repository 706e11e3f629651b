package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firstvalue.definition.evaluate.ReferenceDiscovery;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.DiscoveryRole;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validator.discovery.Discoverer;
import dev.firstvalue.validator.discovery.DiscoverySubject;
import dev.firstvalue.validator.discovery.Objective;
import dev.firstvalue.validator.discovery.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiscovererTest {
  private static final Instant BEGIN = SmallProduct.BEGIN;
  private static final Instant END = BEGIN.plus(Duration.ofDays(60));
  private static final DiscoveryReport REPORT = report(Optional.empty());

  private static DiscoverySubject subject(List<Integer> windows) {
    Plan plan = SmallProduct.subject(PolicySpec.getDefaultInstance()).plan();
    Map<String, CatalogEvent> catalog = new TreeMap<>();
    CatalogEvent plain = CatalogEvent.getDefaultInstance();
    catalog.put("signed_up", plain.toBuilder().setPreparation(true).build());
    catalog.put("opened", plain.toBuilder().setPreparation(true).build());
    catalog.put("lesson", plain);
    catalog.put("paid", plain);
    catalog.put(
        "shared",
        plain.toBuilder().putProperties("with", PropertyType.PROPERTY_TYPE_STRING).build());
    return new DiscoverySubject(
        new Plan(
            plan.source(),
            plan.entity(),
            plan.anchor(),
            plan.window(),
            plan.leaves(),
            List.of(),
            plan.outcomes().getFirst().instants(),
            List.of(),
            plan.outcomes(),
            plan.attributes()),
        new TreeMap<>(catalog),
        windows,
        3,
        5,
        false,
        Settings.of(Objective.LIFT, 0.1),
        Provenance.newBuilder().setProgram("test").build());
  }

  private static DiscoveryReport report(Optional<Instant> until) {
    List<Event> events = events();
    return new Discoverer(
            new ReferenceFacts(events, List.of()),
            new ReferenceDiscovery(events, List.of()),
            Clock.fixed(END, ZoneOffset.UTC))
        .run(subject(List.of(1, 3, 7)), new Scope(Optional.of(END), Optional.empty(), until));
  }

  /** Who shares with two people mostly stays; who pays always does. */
  private static List<Event> events() {
    Random random = new Random(7);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 2_400; i++) {
      String user = "u" + i;
      Instant start = BEGIN.plus(Duration.ofDays(i % 20));
      events.add(event("signed_up", user, start, Map.of("plan", "free")));
      int shared = random.nextInt(4);
      for (int n = 0; n < shared; n++) {
        events.add(event("shared", user, start.plusSeconds(3_600L * (n + 1)), with(n)));
      }
      boolean pays = random.nextInt(8) == 0;
      if (pays) {
        events.add(event("paid", user, start.plus(Duration.ofDays(2)), Map.of()));
      }
      if (pays || random.nextDouble() < (shared >= 2 ? 0.8 : 0.15)) {
        events.add(event("lesson", user, start.plus(Duration.ofDays(10)), Map.of()));
      }
    }
    return events;
  }

  private static Map<String, String> with(int n) {
    return Map.of("with", "friend " + n);
  }

  private static Event event(String name, String user, Instant at, Map<String, String> properties) {
    return new Event(at.toEpochMilli() * 1000, name, null, user, null, properties);
  }

  private static DiscoveryRow row(DiscoveryRole role) {
    return REPORT.getRowsList().stream()
        .filter(one -> one.getRole() == role)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasPlantedIsFoundOnBothFoldsAndInTheNewestCohorts() {
    for (DiscoveryRole role :
        List.of(
            DiscoveryRole.DISCOVERY_ROLE_WINNER,
            DiscoveryRole.DISCOVERY_ROLE_SWAPPED,
            DiscoveryRole.DISCOVERY_ROLE_LATER)) {
      assertThat(row(role).getCandidate().getClauses(0).getEvent()).isEqualTo("shared");
      assertThat(row(role).getCandidate().getClauses(0).getAtLeast()).isEqualTo(2);
      assertThat(row(role).getDifference().getInterval().getLow()).isPositive();
    }
    assertThat(REPORT.getAgrees()).isTrue();
    assertThat(row(DiscoveryRole.DISCOVERY_ROLE_SIMPLEST).getCandidate().getWords())
        .isEqualTo("shared 2 times in 1 day");
    assertThat(REPORT.getSentence())
        .contains("shared 2 times in 1 day")
        .endsWith("This is a hypothesis, not a cause.");
  }

  @Test
  void whatImpliesTheOutcomeOrIsItIsLeftOutWithTheReason() {
    assertThat(REPORT.getLeftOutList())
        .extracting(one -> one.getEvent() + ": " + one.getReason())
        .containsExactly(
            "lesson: the outcome is made of it",
            "paid: everybody who did it was retained: it implies the outcome",
            "signed_up: it is the start: everybody has it");
  }

  @Test
  void theNewestFifthIsNeverSearched() {
    assertThat(REPORT.getPopulation().getLaterFrom().getSeconds())
        .isEqualTo(BEGIN.plus(Duration.ofDays(16)).getEpochSecond());
    assertThat(REPORT.getPopulation().getLater()).isEqualTo(480);
    assertThat(REPORT.getPopulation().getFirst() + REPORT.getPopulation().getSecond())
        .isEqualTo(1_920);
  }

  @Test
  void rowsAreNumberedThrough() {
    for (int i = 0; i < REPORT.getRowsCount(); i++) {
      assertThat(REPORT.getRows(i).getNumber()).isEqualTo(i + 1);
    }
  }

  @Test
  void aSearchOfNobodySaysSo() {
    DiscoveryReport nobody = report(Optional.of(BEGIN));

    assertThat(nobody.getRowsList()).isEmpty();
    assertThat(nobody.hasRegion()).isFalse();
    assertThat(nobody.getSentence())
        .isEqualTo("There is nobody to search: nobody has a start event in the range.");
  }

  @Test
  void aWindowEndsBeforeTheOutcomeBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject(List.of(3, 8)))
        .withMessage("windows: [3, 8] days (expected: 1 day to where the outcome begins, 7)");
  }
}
