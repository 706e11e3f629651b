package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.definition.v1.Variant;
import java.util.List;

/**
 * What became of a definition from one state of the repository to another.
 *
 * @param kind what the change does
 * @param differences what differs between the documents, in their order; for a change of meaning
 *     the differences of the rule alone
 */
public record Change(Kind kind, List<Difference> differences) {
  public Change {
    differences = List.copyOf(differences);
  }

  /** What a change does, the least first. */
  public enum Kind {
    /** The documents say the same. */
    UNCHANGED,
    /** The rule is written as before; something beside it differs. */
    DESCRIPTION,
    /** The rule is written differently, and is the same by construction. */
    REWRITE,
    /** The rule means something else: the next version. */
    MEANING
  }

  /**
   * A definition as it stands in a state of the repository.
   *
   * @param model the event model beside it
   * @param document what is written
   * @param plan what it means over the model
   */
  public record State(EventModel model, ValueEvent document, Plan plan) {}

  /** What became of a definition between two states. */
  public static Change between(State before, State after) {
    List<Difference> rule = RuleDifferences.between(before, after);
    if (!Hashes.meaning(before.plan()).equals(Hashes.meaning(after.plan()))) {
      return new Change(Kind.MEANING, rule);
    }
    List<Difference> all = Difference.between("", before.document(), after.document());
    if (!written(before).equals(written(after))) {
      return new Change(Kind.REWRITE, all.isEmpty() ? rule : all);
    }
    return all.isEmpty()
        ? new Change(Kind.UNCHANGED, List.of())
        : new Change(Kind.DESCRIPTION, all);
  }

  /** The rule as it is written, the exclusions of the model included. */
  private record Written(ValueEventSpec rule, String exclude, String excludeEntities) {}

  private static Written written(State state) {
    return new Written(
        rule(state.document()),
        state.model().getSpec().getExclude(),
        state.model().getSpec().getExcludeEntities());
  }

  /** The document without what the rule does not need. */
  static ValueEventSpec rule(ValueEvent document) {
    ValueEventSpec spec = document.getSpec();
    ValueEventSpec.Builder rule =
        ValueEventSpec.newBuilder()
            .setEntity(spec.getEntity())
            .setStart(spec.getStart())
            .setWithin(spec.getWithin())
            .setQualifies(spec.getQualifies());
    for (Variant variant : spec.getVariantsList()) {
      rule.addVariants(variant.toBuilder().clearName());
    }
    return rule.build();
  }
}
