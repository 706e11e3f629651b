package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.Policy;

/**
 * What versions and reports are pinned to. Equal on every JVM, whatever the order of fields, the
 * format and the comments of the files.
 */
public final class Hashes {
  /** The canonical form of meanings. Hashes of two forms are not to be compared. */
  public static final String FORM = CanonicalForm.MEANING;

  private Hashes() {}

  /**
   * What makes a version: entity, start, window, value event, variants, exclusions, whether
   * identities are used, the zone where {@code day} is used, and the types of the properties used;
   * not the names of tables and columns. Parts whose order says nothing are sorted, constants are
   * folded, durations are in seconds: two ways of writing one rule have one hash.
   */
  public static Hash meaning(Plan plan) {
    return Hash.of(CanonicalForm.meaning(plan));
  }

  /** What pins a report: the meaning, outcomes, milestones, segments and the policy. */
  public static Hash evidence(Plan plan, Policy policy) {
    return Hash.of(CanonicalForm.evidence(plan) + "policy " + policy(policy) + "\n");
  }

  /** The event model without its metadata and without descriptions. */
  public static Hash eventModel(EventModel model) {
    EventModelSpec.Builder spec = model.getSpec().toBuilder();
    model
        .getSpec()
        .getCatalogMap()
        .forEach(
            (name, event) ->
                spec.putCatalog(name, CatalogEvent.newBuilder(event).clearDescription().build()));
    return Hash.of("event-model 1\n" + MessageText.of(spec.build()) + "\n");
  }

  /** The policy without its metadata; a duration is what it lasts, however it is spelled. */
  public static Hash policy(Policy policy) {
    return Hash.of("policy 1\n" + MessageText.of(policy.getSpec()) + "\n");
  }
}
