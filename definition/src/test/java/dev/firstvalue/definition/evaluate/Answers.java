package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.micros;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the reference evaluator says of a few events. */
final class Answers {
  /** Time zero of the entity that most tests ask for. */
  static final Event SIGNED_UP = event(0, "signed_up", "u1");

  private Answers() {}

  static List<EntityFacts> facts(Plan plan, Event... events) {
    return facts(question(plan, 365 * DAY), events);
  }

  static List<EntityFacts> facts(Question question, Event... events) {
    List<EntityFacts> facts = new ArrayList<>();
    new ReferenceFacts(List.of(events), List.of()).facts(question, facts::add);
    return facts;
  }

  static Question question(Plan plan, long watermark) {
    return new Question(
        plan, Micros.instant(micros(watermark)), Optional.empty(), Optional.empty());
  }

  /** Of the first entity. */
  static @Nullable Long qualifiedAt(Plan plan, Event... events) {
    return facts(plan, events).getFirst().qualifiedAt();
  }
}
