package dev.firstvalue.definition.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.random.RandomWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to be so in every world. */
class LawsTest {
  static List<RandomWorld> worlds() {
    return LongStream.range(0, 50).mapToObj(RandomWorld::of).toList();
  }

  private static List<EntityFacts> facts(Question question, List<Event> events) {
    return Evaluation.of(question, events).facts().rows();
  }

  private static List<ExposureFacts> exposed(RandomWorld world, List<Event> events) {
    return ExposureEvaluation.of(world.experiment(), events, world.exposures()).facts().rows();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void theOrderOfTheLogChangesNothing(RandomWorld world) {
    List<Event> events = new ArrayList<>(world.events());
    List<Exposure> exposures = new ArrayList<>(world.exposures());
    Random random = new Random(world.seed());
    Collections.shuffle(events, random);
    Collections.shuffle(exposures, random);

    assertThat(facts(world.question(), events)).isEqualTo(facts(world.question(), world.events()));
    assertThat(ExposureEvaluation.of(world.experiment(), events, exposures).facts().rows())
        .isEqualTo(exposed(world, world.events()));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void copiesOfEventsWithIdsChangeNothing(RandomWorld world) {
    List<Event> events = new ArrayList<>(world.events());
    world.events().stream()
        .filter(event -> event.id() != null && !event.id().isEmpty())
        .forEach(events::add);

    assertThat(facts(world.question(), events)).isEqualTo(facts(world.question(), world.events()));
    assertThat(exposed(world, events)).isEqualTo(exposed(world, world.events()));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void whatIsKnownToHaveHeldIsNotTakenBackByLaterEvents(RandomWorld world) {
    Question question = world.question();
    Question earlier =
        new Question(
            question.plan(),
            question.watermark().minus(Duration.ofDays(30)),
            question.since(),
            question.until());
    Map<String, EntityFacts> later = new HashMap<>();
    facts(question, world.events()).forEach(one -> later.put(one.entity(), one));

    assertThat(facts(earlier, world.events()))
        .allSatisfy(
            one -> {
              assertThat(later).containsKey(one.entity());
              EntityFacts now = later.getOrDefault(one.entity(), one);
              assertThat(now.timeZero()).isEqualTo(one.timeZero());
              if (one.qualifiedAt() != null) {
                assertThat(now.qualifiedAt()).isEqualTo(one.qualifiedAt());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void aVetoNeverMakesMoreQualify(RandomWorld world) {
    Plan plan = world.question().plan();
    Question vetoed =
        new Question(
            new Plan(
                plan.source(),
                plan.entity(),
                plan.anchor(),
                plan.window(),
                plan.leaves(),
                List.of(),
                new Instants.Unless(plan.qualifies(), new Instants.Of(0)),
                plan.milestones(),
                plan.outcomes(),
                plan.attributes()),
            world.question().watermark(),
            world.question().since(),
            world.question().until());
    Map<String, EntityFacts> free = new HashMap<>();
    facts(world.question(), world.events()).stream()
        .filter(one -> one.variant() < 0)
        .forEach(one -> free.put(one.entity(), one));

    assertThat(facts(vetoed, world.events()))
        .filteredOn(one -> one.qualifiedAt() != null && free.containsKey(one.entity()))
        .allSatisfy(
            one ->
                assertThat(one.qualifiedAt())
                    .isEqualTo(free.getOrDefault(one.entity(), one).qualifiedAt()));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void instantsLieInTheirWindows(RandomWorld world) {
    Plan plan = world.question().plan();

    assertThat(facts(world.question(), world.events()))
        .allSatisfy(
            one -> {
              if (one.qualifiedAt() != null) {
                assertThat(one.qualifiedAt() - one.timeZero())
                    .isBetween(0L, plan.window().toNanos() / 1000 - 1);
              }
              for (int i = 0; i < plan.outcomes().size(); i++) {
                Long outcome = one.outcomes().get(i);
                if (outcome != null) {
                  assertThat(outcome - one.timeZero())
                      .isBetween(
                          plan.outcomes().get(i).range().from().toNanos() / 1000,
                          plan.outcomes().get(i).range().to().toNanos() / 1000 - 1);
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void foldsAddUpToEverybody(RandomWorld world) {
    ReferenceFacts source = new ReferenceFacts(world.events(), world.exposures());
    long entered = facts(world.question(), world.events()).size();
    long exposed = exposed(world, world.events()).size();

    assertThat(source.fold(world.question(), world.folds()))
        .allSatisfy(counts -> assertThat(total(counts)).isEqualTo(entered));
    assertThat(source.fold(world.experiment(), world.experimentFolds()))
        .allSatisfy(counts -> assertThat(total(counts)).isEqualTo(exposed));
  }

  private static long total(Counts counts) {
    return counts.rows().stream().mapToLong(Counts.Row::count).sum();
  }
}
