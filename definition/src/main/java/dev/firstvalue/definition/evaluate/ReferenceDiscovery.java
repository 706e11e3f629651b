package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.DiscoverySource;
import dev.firstvalue.definition.discovery.Feature;
import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reference evaluator as a source of what a search asks, over logs in memory. */
public final class ReferenceDiscovery implements DiscoverySource {
  private static final long DAY = Micros.of(Duration.ofDays(1));

  private final List<Event> events;
  private final List<Identity> identities;

  /** A source over these rows; their order does not matter. */
  public ReferenceDiscovery(List<Event> events, List<Identity> identities) {
    this.events = List.copyOf(events);
    this.identities = List.copyOf(identities);
  }

  @Override
  public Histogram histogram(DiscoveryQuestion question) {
    return Histogram.of(
        profiles(question, new HashSplit("", 1, HashSplit.Unit.ENTITY)),
        question.parts(),
        question.features().size(),
        question.thresholds(),
        question.days());
  }

  @Override
  public List<Profile> profiles(DiscoveryQuestion question, HashSplit sample) {
    Map<String, List<List<Integer>>> days = days(question);
    List<Profile> profiles = new ArrayList<>();
    for (EntityFacts facts :
        Evaluation.of(question.question(), events, identities).facts().rows()) {
      if (counts(question, facts) && sample.part(facts.entity(), facts.account()) == 0) {
        profiles.add(
            profile(
                question,
                sample,
                facts,
                days.getOrDefault(facts.entity(), nothing(question.features().size()))));
      }
    }
    return profiles;
  }

  private static Profile profile(
      DiscoveryQuestion question, HashSplit sample, EntityFacts facts, List<List<Integer>> days) {
    List<Integer> codes = new ArrayList<>();
    int[] volumes = new int[question.days()];
    for (int feature = 0; feature < days.size(); feature++) {
      int base = feature * question.days();
      days.get(feature).stream()
          .sorted()
          .limit(question.thresholds())
          .forEach(day -> codes.add(base + day));
      if (question.features().get(feature).distinct().isEmpty()) {
        days.get(feature).forEach(day -> volumes[day]++);
      }
    }
    boolean late =
        question.holdoutFrom().isPresent()
            && facts.timeZero() >= Micros.of(question.holdoutFrom().get());
    return new Profile(
        late ? question.folds().parts() : question.folds().part(facts.entity(), facts.account()),
        facts.outcomes().getFirst() != null,
        sample.number(facts.entity(), facts.account()),
        facts.attributes(),
        codes.stream().mapToInt(Integer::intValue).toArray(),
        volumes);
  }

  private static boolean counts(DiscoveryQuestion question, EntityFacts facts) {
    long end = Micros.of(question.question().plan().outcomes().getFirst().range().to());
    return !facts.excluded()
        && !facts.setAside()
        && facts.newnessVerified()
        && facts.timeZero() + end <= Micros.of(question.question().watermark());
  }

  /** The days on which something is counted, by entity and feature. */
  private Map<String, List<List<Integer>>> days(DiscoveryQuestion question) {
    Question asked = question.question();
    Plan plan = asked.plan();
    List<Leaf> leaves = new ArrayList<>();
    for (Feature feature : question.features()) {
      leaves.add(feature.leaf(plan, question.days()));
    }
    Plan counted =
        new Plan(
            plan.source(),
            plan.entity(),
            plan.anchor(),
            plan.window(),
            leaves,
            List.of(),
            new Instants.Of(0),
            List.of(),
            List.of(),
            List.of());
    Evaluation evaluation =
        Evaluation.of(
            new Question(counted, asked.watermark(), asked.since(), asked.until()),
            events,
            identities);
    Map<String, Long> zeros = new HashMap<>();
    evaluation.anchors().rows().values().forEach(row -> zeros.put(row.entity(), row.timeZero()));
    Map<String, List<List<Integer>>> days = new HashMap<>();
    evaluation
        .firsts()
        .rows()
        .forEach(
            (counting, rows) -> {
              long after =
                  rows.getFirst().timestamp()
                      - Optional.ofNullable(zeros.get(counting.entity())).orElseThrow();
              days.computeIfAbsent(counting.entity(), any -> nothing(leaves.size()))
                  .get(counting.leaf())
                  .add(Math.toIntExact(after / DAY));
            });
    return days;
  }

  private static List<List<Integer>> nothing(int features) {
    List<List<Integer>> days = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      days.add(new ArrayList<>());
    }
    return days;
  }
}
