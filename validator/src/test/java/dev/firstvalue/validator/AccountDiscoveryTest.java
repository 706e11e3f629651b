package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.DiscoverySource;
import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.definition.evaluate.ReferenceDiscovery;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.Wilson;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validator.discovery.Discoverer;
import dev.firstvalue.validator.discovery.DiscoverySubject;
import dev.firstvalue.validator.discovery.Objective;
import dev.firstvalue.validator.discovery.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a search says of users who sit in accounts: 240 tens of whom all do the same. */
final class AccountDiscoveryTest {
  private static final Instant END = SmallProduct.BEGIN.plus(Duration.ofDays(60));
  private static final List<Event> NO_ACCOUNTS = events(user -> null);

  private static List<Event> events(IntFunction<@Nullable String> account) {
    Random random = new Random(7);
    SmallProduct product = new SmallProduct();
    for (int ten = 0; ten < 240; ten++) {
      Map<String, Duration> does = new TreeMap<>();
      boolean shares = random.nextBoolean();
      if (shares) {
        does.put("shared", Duration.ofHours(1 + random.nextInt(48)));
      }
      if (random.nextDouble() < (shares ? 0.6 : 0.3)) {
        does.put("lesson", Duration.ofDays(10));
      }
      product.users(10, "free", Duration.ofDays(ten % 20), does);
    }
    return product.eventsInAccounts(account);
  }

  private static DiscoveryReport report(List<Event> events, DiscoverySource source) {
    CatalogEvent plain = CatalogEvent.getDefaultInstance();
    DiscoverySubject subject =
        new DiscoverySubject(
            SmallProduct.subjectInAccounts(PolicySpec.getDefaultInstance()).plan(),
            new TreeMap<>(Map.of("signed_up", plain, "lesson", plain, "shared", plain)),
            List.of(1, 2),
            2,
            0,
            false,
            Settings.of(Objective.LIFT, 0.1),
            Provenance.newBuilder().setProgram("test").build());
    return new Discoverer(
            new ReferenceFacts(events, List.of()), source, Clock.fixed(END, ZoneOffset.UTC))
        .run(subject, new Scope(Optional.of(END), Optional.empty(), Optional.empty()), 3);
  }

  private static DiscoveryReport report(IntFunction<@Nullable String> account) {
    List<Event> events = events(account);
    return report(events, new ReferenceDiscovery(events, List.of()));
  }

  /** Gives the profiles in an order of its own. */
  private record Shuffled(DiscoverySource source, long seed) implements DiscoverySource {
    @Override
    public Histogram histogram(DiscoveryQuestion question) {
      return source.histogram(question);
    }

    @Override
    public List<Profile> profiles(DiscoveryQuestion question, HashSplit sample) {
      List<Profile> profiles = new ArrayList<>(source.profiles(question, sample));
      Collections.shuffle(profiles, new Random(seed));
      return profiles;
    }
  }

  @Test
  void tenWhoDoTheSameAreOneInEveryRow() {
    DiscoveryReport report = report(user -> "a" + user / 10);

    assertThat(report.getRowsList()).hasSizeGreaterThan(5);
    for (DiscoveryRow row : report.getRowsList()) {
      Reachability reach = row.getReachability();
      Proportion share = new Proportion(reach.getReached(), reach.getEligible());
      double strangers = Wilson.interval(share, 0.95).high() - Wilson.interval(share, 0.95).low();

      assertThat(reach.getClusters()).isEqualTo(reach.getEligible() / 10);
      assertThat(reach.getInterval().getMethod()).isEqualTo("WILSON_EFFECTIVE");
      assertThat((reach.getInterval().getHigh() - reach.getInterval().getLow()) / strangers)
          .isCloseTo(Math.sqrt(10), within(0.15));
      assertThat(row.getDifference().getInterval().getMethod()).isEqualTo("STUDENT_T");
    }
  }

  @Test
  void accountsOfOneUserChangeNothing() {
    DiscoveryReport alone = report(user -> "u" + user);

    assertThat(alone)
        .isEqualTo(report(NO_ACCOUNTS, new ReferenceDiscovery(NO_ACCOUNTS, List.of())));
    assertThat(alone.getRowsList())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.getReachability().hasClusters()).isFalse();
              assertThat(row.getReachability().getInterval().getMethod()).isEqualTo("WILSON");
              assertThat(row.getDifference().getInterval().getMethod()).isEqualTo("NEWCOMBE");
            });
  }

  @Test
  void theOrderInWhichAStoreGivesProfilesMakesNoDifference() {
    List<Event> events = events(user -> "a" + user / 7);
    DiscoverySource source = new ReferenceDiscovery(events, List.of());

    assertThat(report(events, new Shuffled(source, 1)))
        .isEqualTo(report(events, new Shuffled(source, 2)));
  }

  @Test
  void ofAPartOfFewAccountsNothingIsSaid() {
    DiscoveryReport report = report(user -> "a" + user / 100);

    assertThat(report.getPopulation().getFirst()).isGreaterThan(500);
    assertThat(report.getRowsList()).isEmpty();
    assertThat(report.getSentence())
        .startsWith("None of the 2 candidates above the reach floor can be compared")
        .contains("too few accounts");
  }
}
