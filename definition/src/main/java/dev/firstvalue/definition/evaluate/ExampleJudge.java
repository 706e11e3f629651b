package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what an example expects with the facts of the entity that starts first. One that is out
 * by the source's rule on entities, or not verified to be new, does not count and so holds nothing.
 */
final class ExampleJudge {
  private static final String QUALIFIES = "qualifies";

  private final ExampleLog log;
  private final Plan plan;
  private final Expectation expectation;
  private final @Nullable EntityFacts facts;

  ExampleJudge(ExampleLog log, List<EntityFacts> all) {
    this.log = log;
    this.plan = log.question().plan();
    this.expectation = log.example().getExpect();
    this.facts =
        all.stream()
            .min(
                Comparator.comparingLong(EntityFacts::timeZero)
                    .thenComparing(EntityFacts::entity, TextOrder.BY_CODE_POINT))
            .orElse(null);
  }

  /** What differs, a clause each. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    if (!expectation.getQualifiesAt().isEmpty()) {
      qualifies().ifPresent(differences::add);
    }
    for (String name : expectation.getMissingList()) {
      missing(name).ifPresent(differences::add);
    }
    if (!expectation.getStuckAt().isEmpty()) {
      stuck().ifPresent(differences::add);
    }
    return differences;
  }

  private Optional<String> qualifies() {
    String expected = expectation.getQualifiesAt();
    Duration offset;
    try {
      offset = ExampleLog.offset(expected);
    } catch (IllegalArgumentException e) {
      return Optional.of("qualifiesAt: " + expected + " is no time such as +2d3h");
    }
    String hoped = "expected qualifies at " + expected + ", but ";
    String outside = outside();
    if (outside != null) {
      return Optional.of(hoped + outside);
    }
    Long instant = facts == null ? null : facts.qualifiedAt();
    if (instant == null) {
      return Optional.of(hoped + "it never qualified" + whereStuck());
    }
    return instant == Micros.of(log.zero().plus(offset))
        ? Optional.empty()
        : Optional.of(hoped + "it qualified at " + written(instant));
  }

  private Optional<String> missing(String name) {
    Map<String, @Nullable Long> instants = instants();
    if (!instants.containsKey(name)) {
      return Optional.of(
          "expected "
              + name
              + " to be missing, but nothing has that name: there is "
              + String.join(", ", instants.keySet()));
    }
    Long instant = instants.get(name);
    return instant == null || outside() != null
        ? Optional.empty()
        : Optional.of("expected " + name + " to be missing, but it held at " + written(instant));
  }

  private Optional<String> stuck() {
    String expected = expectation.getStuckAt();
    List<String> names = plan.milestones().stream().map(Plan.Step::name).toList();
    if (!names.contains(expected)) {
      return Optional.of(
          "expected it stuck at "
              + expected
              + ", but no milestone has that name: there is "
              + (names.isEmpty() ? "none" : String.join(", ", names)));
    }
    String outside = outside();
    String hoped = "expected it stuck at " + expected + ", but ";
    if (outside != null) {
      return Optional.of(hoped + outside);
    }
    String standing = standing();
    return expected.equals(standing)
        ? Optional.empty()
        : Optional.of(
            hoped + (standing == null ? "it reached no milestone" : "it stood at " + standing));
  }

  /** Why the entity does not count, null if it does. */
  private @Nullable String outside() {
    if (facts == null) {
      return "nobody started";
    }
    if (facts.excluded()) {
      return "the event model excludes the entity";
    }
    return facts.newnessVerified()
        ? null
        : "the entity was active before its start, within newness";
  }

  private String whereStuck() {
    String standing = standing();
    if (standing != null) {
      return ": stuck at " + standing;
    }
    return plan.milestones().isEmpty() ? "" : ": it reached no milestone";
  }

  /** The last milestone that holds, in the order of the ladder. */
  private @Nullable String standing() {
    String standing = null;
    for (int i = 0; facts != null && i < plan.milestones().size(); i++) {
      if (facts.milestones().get(i) != null) {
        standing = plan.milestones().get(i).name();
      }
    }
    return standing;
  }

  private Map<String, @Nullable Long> instants() {
    Map<String, @Nullable Long> instants = new LinkedHashMap<>();
    instants.put(QUALIFIES, facts == null ? null : facts.qualifiedAt());
    for (int i = 0; i < plan.milestones().size(); i++) {
      instants.put(
          plan.milestones().get(i).name(), facts == null ? null : facts.milestones().get(i));
    }
    for (int i = 0; i < plan.outcomes().size(); i++) {
      instants.put(plan.outcomes().get(i).name(), facts == null ? null : facts.outcomes().get(i));
    }
    return instants;
  }

  private String written(long instant) {
    return "+" + Durations.format(Duration.between(log.zero(), Micros.instant(instant)));
  }
}
