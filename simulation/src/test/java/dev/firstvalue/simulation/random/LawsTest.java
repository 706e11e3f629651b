package dev.firstvalue.simulation.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to be so of every trial. */
class LawsTest {
  private static final long SEED = 20260301;
  private static final int TRIALS = 60;

  /** A trial and what it asks. */
  record Asked(Trial trial, Questions questions) {
    Plan plan() {
      return questions.question().plan();
    }

    List<EntityFacts> facts() {
      return facts(questions.question(), trial.events());
    }

    List<EntityFacts> facts(Question question, List<Event> events) {
      List<EntityFacts> facts = new ArrayList<>();
      new ReferenceFacts(events, trial.exposures(), trial.identities()).facts(question, facts::add);
      return facts;
    }

    List<ExposureFacts> exposed(List<Event> events, List<Exposure> exposures) {
      List<ExposureFacts> facts = new ArrayList<>();
      new ReferenceFacts(events, exposures, trial.identities())
          .facts(questions.experiment(), facts::add);
      return facts;
    }

    /** The same question with these milestones and no variants. */
    Question with(List<Leaf> leaves, Instants qualifies, List<Instants> milestones) {
      Plan plan = plan();
      Question question = questions.question();
      return new Question(
          new Plan(
              plan.source(),
              plan.entity(),
              plan.anchor(),
              plan.window(),
              leaves,
              List.of(),
              qualifies,
              milestones.stream().map(each -> new Plan.Step("step", each)).toList(),
              List.of(),
              plan.attributes()),
          question.watermark(),
          question.since(),
          question.until());
    }

    @Override
    public String toString() {
      return "RandomTrials.of(" + trial.seed() + ")";
    }
  }

  /** The same, nobody set aside: with one event more an entity may be, whatever held before. */
  private static Questions ofEveryEvent(Questions questions) {
    Question question = questions.question();
    return new Questions(
        new Question(question.plan(), question.watermark(), question.since(), question.until()),
        questions.folds(),
        new ExposureQuestion(questions.experiment().plan(), questions.experiment().watermark()),
        questions.experimentFolds(),
        questions.several(),
        questions.severalFolds());
  }

  static List<Asked> trials() {
    return RandomTrials.from(SEED, TRIALS)
        .map(trial -> new Asked(trial, ofEveryEvent(trial.read().orThrow())))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void theOrderOfTheLogChangesNothing(Asked asked) {
    List<Event> events = new ArrayList<>(asked.trial().events());
    List<Exposure> exposures = new ArrayList<>(asked.trial().exposures());
    Random random = new Random(asked.trial().seed());
    Collections.shuffle(events, random);
    Collections.shuffle(exposures, random);

    assertThat(asked.facts(asked.questions().question(), events)).isEqualTo(asked.facts());
    assertThat(asked.exposed(events, exposures))
        .isEqualTo(asked.exposed(asked.trial().events(), asked.trial().exposures()));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void copiesOfEventsWithIdsChangeNothing(Asked asked) {
    List<Event> events = new ArrayList<>(asked.trial().events());
    if (asked.plan().source().eventId().isPresent()) {
      asked.trial().events().stream()
          .filter(event -> event.id() != null && !event.id().isEmpty())
          .forEach(events::add);
    }

    assertThat(asked.facts(asked.questions().question(), events)).isEqualTo(asked.facts());
    assertThat(asked.exposed(events, asked.trial().exposures()))
        .isEqualTo(asked.exposed(asked.trial().events(), asked.trial().exposures()));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void whatIsKnownToHaveHeldIsNotTakenBackByLaterEvents(Asked asked) {
    Question question = asked.questions().question();
    Question earlier =
        new Question(
            question.plan(),
            question.watermark().minus(Duration.ofDays(35)),
            question.since(),
            question.until());
    Map<String, EntityFacts> later = new HashMap<>();
    asked.facts().forEach(one -> later.put(one.entity(), one));

    assertThat(asked.facts(earlier, asked.trial().events()))
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
  @MethodSource("trials")
  void aVetoNeverMakesMoreQualifyNorSooner(Asked asked) {
    Plan plan = asked.plan();
    Instants free = plan.qualifies();
    Instants vetoed = new Instants.Unless(free, new Instants.Of(0));

    assertThat(milestones(asked, plan.leaves(), List.of(free, vetoed)))
        .allSatisfy(
            one -> {
              if (one.get(1) != null) {
                assertThat(one.get(1)).isEqualTo(one.get(0));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("trials")
  void moreOfTheSamePartsAreNeverSoonerAndAllOfThemAreTheLatest(Asked asked) {
    List<Instants> parts = new ArrayList<>();
    for (int leaf = 0; leaf < Math.min(5, asked.plan().leaves().size()); leaf++) {
      List<dev.firstvalue.definition.expression.Expression> per =
          asked.plan().leaves().get(leaf).per();
      Instants own = new Instants.Of(leaf);
      parts.add(per.isEmpty() ? own : new Instants.LeastOfGroups(per, own));
    }
    List<Instants> steps = new ArrayList<>();
    IntStream.rangeClosed(1, parts.size()).forEach(k -> steps.add(new Instants.NthOf(k, parts)));
    steps.add(new Instants.Latest(parts));

    assertThat(milestones(asked, asked.plan().leaves(), steps))
        .allSatisfy(
            one -> {
              for (int k = 1; k < parts.size(); k++) {
                assertThat(orNever(one.get(k))).isGreaterThanOrEqualTo(orNever(one.get(k - 1)));
              }
              assertThat(one.getLast()).isEqualTo(one.get(parts.size() - 1));
            });
  }

  @ParameterizedTest
  @MethodSource("trials")
  void aSequenceWithoutItsGapIsNeverLater(Asked asked) {
    List<Leaf> leaves = new ArrayList<>();
    for (Leaf leaf : asked.plan().leaves()) {
      if (leaf instanceof Leaf.Chain chain && chain.gap().isPresent() && chain.per().isEmpty()) {
        leaves.add(chain);
        leaves.add(
            new Leaf.Chain(
                chain.links(), chain.range(), Optional.empty(), chain.simultaneous(), List.of()));
      }
    }
    if (leaves.isEmpty()) {
      return;
    }
    List<Instants> each =
        IntStream.range(0, leaves.size()).<Instants>mapToObj(Instants.Of::new).toList();

    assertThat(milestones(asked, leaves, each))
        .allSatisfy(
            one -> {
              for (int i = 0; i < leaves.size(); i += 2) {
                assertThat(orNever(one.get(i + 1))).isLessThanOrEqualTo(orNever(one.get(i)));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("trials")
  void instantsLieInTheirWindows(Asked asked) {
    Plan plan = asked.plan();

    assertThat(asked.facts())
        .allSatisfy(
            one -> {
              if (one.qualifiedAt() != null) {
                assertThat(one.qualifiedAt() - one.timeZero())
                    .isBetween(0L, micros(plan.window()) - 1);
              }
              for (int i = 0; i < plan.outcomes().size(); i++) {
                Long outcome = one.outcomes().get(i);
                if (outcome != null) {
                  assertThat(outcome - one.timeZero())
                      .isBetween(
                          micros(plan.outcomes().get(i).range().from()),
                          micros(plan.outcomes().get(i).range().to()) - 1);
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("trials")
  void foldsAddUpToEverybody(Asked asked) {
    Questions questions = asked.questions();
    ReferenceFacts source =
        new ReferenceFacts(
            asked.trial().events(), asked.trial().exposures(), asked.trial().identities());
    long entered = asked.facts().size();
    long exposed = asked.exposed(asked.trial().events(), asked.trial().exposures()).size();

    assertThat(source.fold(questions.question(), questions.folds()))
        .allSatisfy(counts -> assertThat(total(counts)).isEqualTo(entered));
    assertThat(source.fold(questions.experiment(), questions.experimentFolds()))
        .allSatisfy(counts -> assertThat(total(counts)).isEqualTo(exposed));
  }

  private static List<List<@Nullable Long>> milestones(
      Asked asked, List<Leaf> leaves, List<Instants> instants) {
    Question question = asked.with(leaves, instants.getFirst(), instants);
    return asked.facts(question, asked.trial().events()).stream()
        .map(EntityFacts::milestones)
        .toList();
  }

  private static long orNever(@Nullable Long instant) {
    return instant == null ? Long.MAX_VALUE : instant;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  private static long total(Counts counts) {
    return counts.rows().stream().mapToLong(Counts.Row::count).sum();
  }
}
