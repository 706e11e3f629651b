package dev.firstvalue.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.simulation.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {
  private static final int FEW = 300;
  private static final int MANY = 40_000;

  private record Kept(List<Event> events) implements Rows {
    @Override
    public void event(Event event) {
      events.add(event);
    }

    @Override
    public void exposure(Exposure exposure) {
      throw new AssertionError("an exposure: " + exposure);
    }
  }

  static Stream<World> worlds() {
    return Stream.concat(
        Stream.of(NamedWorld.values()).map(World::of),
        Stream.of(new World(NamedWorld.EFFECT, true, 0), new World(NamedWorld.THINNED, true, 0.4)));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void theCountsAreThoseOfTheRowsByTheReferenceEvaluator(World world) {
    List<Event> events = rows(world, FEW, 11);
    Map<String, EntityFacts> facts = new TreeMap<>();
    Question question = new Question(plan(), world.end(), Optional.empty(), Optional.empty());
    new ReferenceFacts(events, List.of()).facts(question, one -> facts.put(one.entity(), one));
    List<Member> members = members(world, FEW, 11);

    assertThat(facts).hasSize(FEW);
    for (int i = 0; i < FEW; i++) {
      Member member = members.get(i);
      String user = "u" + (i + 1);
      EntityFacts one = facts.get(user);
      assertThat(one).isNotNull();
      long zero = one.timeZero();
      Long qualified = one.qualifiedAt();
      assertThat(Micros.of(member.signedUp())).isEqualTo(zero);
      assertThat(member.reached()).as(user).isEqualTo(qualified != null);
      if (qualified != null) {
        assertThat(member.reachedAfter()).hasValue(qualified - zero);
      }
      assertThat(member.retained()).as(user).isEqualTo(one.outcomes().getFirst() != null);
      assertThat(member.plan()).isEqualTo(one.attributes().getFirst());
      assertThat(member.mature()).isEqualTo(zero + Calendar.MONTH <= Micros.of(world.end()));
      assertThat(one.newnessVerified()).isTrue();
      List<Event> own = events.stream().filter(event -> user.equals(event.user())).toList();
      assertThat(own.stream().filter(event -> event.timestamp() - zero < Calendar.WEEK))
          .hasSize(member.volume());
      for (int day = 0; day < 40; day++) {
        int at = day;
        List<String> names =
            own.stream()
                .filter(event -> (event.timestamp() - zero) / Calendar.DAY == at)
                .map(Event::name)
                .toList();
        if (day < 7) {
          assertThat(member.days().getOrDefault(day, 0))
              .as("%s, day %d", user, day)
              .isEqualTo(names.size());
        }
        assertThat((long) member.volumeOn(day, "note_shared"))
            .isEqualTo(names.stream().filter("note_shared"::equals).count());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void theTruthIsThatOfManyPeople(World world) {
    WorldTruth truth = world.truth();
    List<Member> members = members(new World(world.name(), world.drift(), 0), MANY, 3);
    List<Member> reached = members.stream().filter(Member::reached).toList();
    List<Member> others = members.stream().filter(one -> !one.reached()).toList();

    holds("reach", share(members, Member::reached), truth.reach(), members.size());
    holds(
        "retained if reached",
        share(reached, Member::retained),
        truth.retainedIfReached(),
        reached.size());
    holds("retained if not", share(others, Member::retained), truth.retainedIfNot(), others.size());
    if (truth.medianSeconds() != null) {
      double median = truth.medianSeconds() * 1e6;
      double before = share(members, one -> one.reachedAfter().orElse(Calendar.WEEK) <= median);
      holds("reached by the median", before, 0.5, members.size());
    }
    for (String plan : List.of("free", "pro")) {
      List<Member> on = members.stream().filter(one -> one.plan().equals(plan)).toList();
      holds(
          "reach on " + plan,
          share(on, Member::reached),
          truth.reachByPlan().getOrDefault(plan, Double.NaN),
          on.size());
    }
  }

  @Test
  void onlyTheEffectIsCausalAndOnlyWhatIsSeenCanBeAdjustedFor() {
    for (NamedWorld name : NamedWorld.values()) {
      WorldTruth truth = World.of(name).truth();
      switch (name) {
        case INDEPENDENT -> {
          assertThat(truth.difference()).isZero();
          assertThat(truth.causalEffect()).isZero();
        }
        case THINNED, TASTE -> {
          assertThat(truth.difference()).isGreaterThan(0.1);
          assertThat(truth.excessVolumeOnly()).isZero();
          assertThat(truth.excess()).isZero();
        }
        case SEGMENT -> {
          assertThat(truth.excessVolumeOnly()).isGreaterThan(0.01);
          assertThat(truth.excess()).isZero();
        }
        case HIDDEN -> {
          assertThat(truth.causalEffect()).isZero();
          assertThat(truth.excess()).isGreaterThan(0.01);
        }
        case EFFECT -> {
          assertThat(truth.causalEffect()).isEqualTo(World.EFFECT);
          assertThat(truth.excess()).isBetween(0.02, World.EFFECT);
        }
      }
    }
  }

  @Test
  void thePageSaysTheTruth() throws IOException {
    String page = Files.readString(Path.of("../docs/statistics/worlds.md"));

    for (NamedWorld name : NamedWorld.values()) {
      WorldTruth truth = World.of(name).truth();
      assertThat(page)
          .containsPattern(
              "[|] `%s` [|] [^|]+ [|] %s [|] %s [|] %s [|] %s [|]"
                  .formatted(
                      name,
                      points(truth.difference()),
                      points(truth.causalEffect()),
                      points(truth.excessVolumeOnly()),
                      points(truth.excess())));
    }
  }

  private static String points(double share) {
    return share == 0 ? "0" : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  @Test
  void driftLowersReachAndEndsTheEffect() {
    List<WorldTruth.Half> halves = new World(NamedWorld.EFFECT, true, 0).truth().halves();

    assertThat(halves.get(1).reach()).isLessThan(halves.get(0).reach() - 0.1);
    assertThat(halves.get(0).causalEffect()).isEqualTo(World.EFFECT);
    assertThat(halves.get(1).causalEffect()).isZero();
  }

  @Test
  void soManyAreImmatureAsAreAskedFor() {
    World world = new World(NamedWorld.THINNED, false, 0.4);

    assertThat(share(members(world, MANY, 5), one -> !one.mature())).isBetween(0.39, 0.41);
    assertThat(share(members(World.of(NamedWorld.THINNED), 1000, 5), Member::mature)).isOne();
    assertThatThrownBy(() -> new World(NamedWorld.THINNED, false, 0.51))
        .hasMessage("immature: 0.51 (expected: 0 to 0.5)");
  }

  @ParameterizedTest
  @EnumSource
  void equalSeedsGiveEqualRows(NamedWorld name) {
    World world = World.of(name);

    assertThat(rows(world, 40, 2)).isEqualTo(rows(world, 40, 2)).isNotEqualTo(rows(world, 40, 3));
  }

  private static void holds(String what, double share, double truth, int of) {
    assertThat((share - truth) / Math.sqrt(truth * (1 - truth) / of))
        .as("standard errors of %s from its truth", what)
        .isBetween(-4.0, 4.0);
  }

  private static double share(List<Member> members, Predicate<Member> predicate) {
    return (double) members.stream().filter(predicate).count() / members.size();
  }

  private static List<Event> rows(World world, int entities, long seed) {
    Kept kept = new Kept(new ArrayList<>());
    world.simulate(entities, seed, kept);
    return kept.events();
  }

  private static List<Member> members(World world, int entities, long seed) {
    List<Member> members = new ArrayList<>();
    world.members(entities, seed, members::add);
    return members;
  }

  private static Plan plan() {
    Map<String, String> documents =
        new WorldSimulation(World.of(NamedWorld.THINNED), 1, 1).documents();
    return Binder.plan(
            (Document.OfEventModel) document(documents, "event-model.yaml"),
            (Document.OfValueEvent) document(documents, "definitions/notes-shared.yaml"))
        .orThrow();
  }

  private static Document document(Map<String, String> documents, String path) {
    byte[] text = documents.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    return switch (DocumentReader.read(path, text)) {
      case Read.Accepted accepted -> accepted.document();
      case Read.Refused refused -> throw new AssertionError(refused.findings());
    };
  }
}
