package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.Feature;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.definition.evaluate.ReferenceDiscovery;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.HashSplit.Unit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.simulation.random.RandomTrials;
import dev.firstvalue.simulation.random.Trial;
import dev.firstvalue.store.facts.ClickHouseDiscovery;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.testkit.TestStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Holds the counts of a search to their meaning: on random logs with copies, ties, unknown values
 * and aliases the store and the reference evaluator agree on every cell and every profile.
 */
class DiscoveryDifferentialTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int CASES = 40;

  @Test
  void theStoreCountsAsTheReferenceEvaluatorDoes() {
    long seed = System.nanoTime();
    System.out.println("DiscoveryDifferentialTest: " + CASES + " cases from seed " + seed);
    int occurrences = 0;
    for (Trial trial : RandomTrials.from(seed, CASES).toList()) {
      Question question = trial.read().orThrow().question();
      if (!question.plan().outcomes().isEmpty() && !trial.events().isEmpty()) {
        occurrences += assertAgreement(trial, question);
      }
    }
    assertThat(occurrences).as("from seed %d", seed).isPositive();
  }

  private static int assertAgreement(Trial trial, Question question) {
    Random random = new Random(trial.seed());
    Source source = question.plan().source();
    LogTables tables = new LogTables(STORE.admin());
    tables.events(
        Asked.EVENTS,
        trial.events(),
        PropertyLayout.of(source, trial.seed()),
        PropertyLayout.columnOf(source));
    tables.identities(Asked.IDENTITIES, trial.identities());
    DiscoveryQuestion search = search(trial, question, random);
    HashSplit sample = new HashSplit("sample", 1 + random.nextInt(2), Unit.ACCOUNT);
    ReferenceDiscovery reference = new ReferenceDiscovery(trial.events(), trial.identities());
    ClickHouseDiscovery store =
        new ClickHouseDiscovery(STORE.store(), new ClickHouseFacts(STORE.store()));
    String which = "RandomTrials.of(" + trial.seed() + "), " + search.features();
    assertThat(store.histogram(search)).as(which).isEqualTo(reference.histogram(search));
    List<Profile> profiles = reference.profiles(search, sample);
    assertThat(store.profiles(search, sample))
        .as(which)
        .containsExactlyInAnyOrderElementsOf(profiles);
    return profiles.stream().mapToInt(Profile::occurrences).sum();
  }

  private static DiscoveryQuestion search(Trial trial, Question question, Random random) {
    Plan plan = question.plan();
    Set<String> names = new TreeSet<>();
    trial.events().stream().map(Event::name).forEach(names::add);
    Set<Feature> features = new LinkedHashSet<>();
    for (String name : names) {
      if (random.nextInt(4) > 0) {
        features.add(Feature.of(name));
      }
      plan.source()
          .startProperties()
          .forEach(
              (property, type) -> {
                if (random.nextInt(8) == 0) {
                  features.add(new Feature(name, Optional.of(new Property(property, type))));
                }
              });
    }
    if (features.isEmpty()) {
      features.add(Feature.of(names.iterator().next()));
    }
    Plan one =
        new Plan(
            plan.source(),
            plan.entity(),
            plan.anchor(),
            plan.window(),
            plan.leaves(),
            List.of(),
            plan.outcomes().getFirst().instants(),
            List.of(),
            plan.outcomes().subList(0, 1),
            plan.attributes());
    long middle = trial.events().get(random.nextInt(trial.events().size())).timestamp();
    return new DiscoveryQuestion(
        new Question(
            one, question.watermark(), question.since(), question.until(), question.limits()),
        new ArrayList<>(features),
        1 + random.nextInt(9),
        1 + random.nextInt(6),
        new HashSplit("folds", 2, random.nextBoolean() ? Unit.ACCOUNT : Unit.ENTITY),
        random.nextBoolean() ? Optional.of(Micros.instant(middle)) : Optional.empty());
  }
}
