package dev.firstvalue.client;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a definition, evaluated in this program over events in memory: no store, no
 * network. It is the reference evaluator that every store is held against, so it counts as the
 * reports do. Immutable and thread-safe.
 *
 * <p>It means what the registry says: its meaning hash is computed here and compared.
 */
public final class DefinitionEvaluator {
  private final DefinitionVersion version;
  private final Plan plan;

  private DefinitionEvaluator(DefinitionVersion version, Plan plan) {
    this.version = version;
    this.plan = plan;
  }

  /**
   * A version, read with an event model.
   *
   * @throws FirstvalueException MEANING_DIFFERS if under this model, or in this release's language,
   *     it would not mean what the registry says; DOCUMENT_INVALID if it cannot be read with it
   */
  public static DefinitionEvaluator of(EventModel model, DefinitionVersion version) {
    Plan plan = Binder.plan(model, version.getDefinition()).orThrow();
    String meaning = Hashes.meaning(plan).text();
    if (!meaning.equals(version.getMeaningHash())) {
      throw new FirstvalueException(
          ErrorCode.MEANING_DIFFERS,
          version.getName() + " " + version.getVersion(),
          "evaluated here it would mean "
              + meaning
              + ", and the registry says "
              + version.getMeaningHash(),
          "Take the event model that the version was read with, and the client of the registry's"
              + " release",
          Map.of("expected", version.getMeaningHash(), "found", meaning));
    }
    return new DefinitionEvaluator(version, plan);
  }

  /** What is evaluated. */
  public DefinitionVersion version() {
    return version;
  }

  /** What it means: the names of milestones, outcomes and attributes, in the order of the facts. */
  public Plan plan() {
    return plan;
  }

  /**
   * What there is to say about each entity that starts, in the order of their ids, where nobody has
   * two.
   *
   * @param events in any order; all of those of an entity, from its start on
   * @param asOf the end of what is known: events at or after it are not read
   */
  public List<EntityFacts> facts(List<Event> events, Instant asOf) {
    return facts(events, List.of(), asOf);
  }

  /** As {@link #facts(List, Instant)}, where identities say which ids are one entity. */
  public List<EntityFacts> facts(List<Event> events, List<Identity> identities, Instant asOf) {
    List<EntityFacts> facts = new ArrayList<>();
    new ReferenceFacts(events, List.of(), identities)
        .facts(new Question(plan, asOf, Optional.empty(), Optional.empty()), facts::add);
    return List.copyOf(facts);
  }
}
