package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a class promises, held against many small logs: a change that narrows wins nobody and moves
 * nobody to an earlier instant, one that widens loses nobody and moves nobody to a later one, and a
 * rewrite does nothing at all.
 *
 * <p>{@code -Dfirstvalue.changes=20000} looks at as many pairs of rules, {@code
 * -Dfirstvalue.changes.logs} at as many logs for each; a share of the seeds is fresh in every run.
 */
class ChangeLawsTest {
  private static final long SEED = 20261122;
  private static final int PAIRS = Integer.getInteger("firstvalue.changes", 800);
  private static final int LOGS = Integer.getInteger("firstvalue.changes.logs", 50);

  @Test
  void everyClassKeepsItsPromise() {
    long fresh = System.nanoTime() & 0xffffffL;
    System.out.println("changes: fresh seeds from " + fresh);
    Tally tally = new Tally();
    LongStream.concat(
            LongStream.range(SEED, SEED + PAIRS * 3L / 4),
            LongStream.range(fresh, fresh + PAIRS / 4L))
        .forEach(seed -> check(seed, tally));
    System.out.println("changes: " + tally);

    assertThat(tally.seen.keySet())
        .contains(Kind.REWRITE, Kind.NARROWS, Kind.WIDENS, Kind.SHIFTS, Kind.REDEFINES);
    assertThat(tally.idle).as("pairs that no log told apart").isLessThan(tally.pairs);
  }

  private static void check(long seed, Tally tally) {
    RuleDice dice = new RuleDice(seed);
    EventModel model = dice.model();
    ValueEvent definition = dice.definition();
    Optional<Plan> plan = Binder.plan(model, definition).value();
    if (plan.isEmpty()) {
      return;
    }
    Change.State before = new Change.State(model, definition, plan.get());
    Optional<Change.State> after = Optional.empty();
    for (int attempt = 0; after.isEmpty() && attempt < 5; attempt++) {
      after = edited(before, dice);
    }
    after.ifPresent(state -> compare(seed, before, state, dice, tally));
  }

  private static Optional<Change.State> edited(Change.State state, RuleDice dice) {
    EventModel model = dice.percent(12) ? dice.edited(state.model()) : state.model();
    ValueEvent definition =
        model.equals(state.model()) ? dice.edited(state.document()) : state.document();
    while (dice.percent(25)) {
      definition = dice.edited(definition);
    }
    ValueEvent document = definition;
    return Binder.plan(model, document)
        .value()
        .map(plan -> new Change.State(model, document, plan));
  }

  private static void compare(
      long seed, Change.State before, Change.State after, RuleDice dice, Tally tally) {
    Change change = Change.between(before, after);
    if (change.kind() == Kind.UNCHANGED) {
      return;
    }
    boolean ids = before.model().getSpec().getEvents().getEventId().equals("id");
    boolean lost = false;
    boolean won = false;
    for (int i = 0; i < LOGS; i++) {
      List<Event> log = SmallLogs.of(dice, ids);
      Instant watermark = dice.percent(80) ? SmallLogs.LATE : SmallLogs.EARLY;
      Map<String, Long> was = qualified(before.plan(), log, watermark);
      Map<String, Long> is = qualified(after.plan(), log, watermark);
      boolean nowLost = isWorse(was, is);
      boolean nowWon = isWorse(is, was);
      boolean kept =
          switch (change.kind()) {
            case UNCHANGED, DESCRIPTION, REWRITE -> !nowLost && !nowWon;
            case NARROWS -> !nowWon;
            case WIDENS -> !nowLost;
            case SHIFTS, REDEFINES -> true;
          };
      assertThat(kept)
          .as(
              "seed %s: %s%n%s%n%s%n%s%n%s -> %s",
              seed,
              change,
              before.document().getSpec() + " " + before.model().getSpec(),
              after.document().getSpec(),
              String.join("\n", log.stream().map(Event::toString).toList()),
              was,
              is)
          .isTrue();
      lost |= nowLost;
      won |= nowWon;
    }
    tally.add(change, lost, won);
  }

  /** Whether somebody is missing from the second, or later there. */
  private static boolean isWorse(Map<String, Long> first, Map<String, Long> second) {
    return first.entrySet().stream()
        .anyMatch(
            one ->
                !second.containsKey(one.getKey())
                    || second.getOrDefault(one.getKey(), 0L) > one.getValue());
  }

  private static Map<String, Long> qualified(Plan plan, List<Event> log, Instant watermark) {
    Question question = new Question(plan, watermark, Optional.empty(), Optional.empty());
    Map<String, Long> qualified = new HashMap<>();
    for (EntityFacts facts : Evaluation.of(question, log).facts().rows()) {
      Long at = facts.qualifiedAt();
      if (at != null && facts.newnessVerified() && !facts.excluded()) {
        qualified.put(facts.entity(), at);
      }
    }
    return qualified;
  }

  /** How cautious the classes are: SHIFTS without a log that shows both directions. */
  private static final class Tally {
    private final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    private final Map<String, Integer> cautious = new TreeMap<>();
    private int pairs;
    private int idle;

    void add(Change change, boolean lost, boolean won) {
      pairs++;
      seen.merge(change.kind(), 1, Integer::sum);
      if (!lost && !won) {
        idle++;
      }
      if (change.kind() == Kind.SHIFTS && !(lost && won)) {
        cautious.merge(lost ? "only lost" : won ? "only won" : "nobody moved", 1, Integer::sum);
      }
    }

    @Override
    public String toString() {
      return pairs
          + " pairs, "
          + seen
          + ", told apart by no log: "
          + idle
          + "; shifts that no log showed both ways: "
          + cautious;
    }
  }
}
