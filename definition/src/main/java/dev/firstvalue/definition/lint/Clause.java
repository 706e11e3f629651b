package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.ValueEventSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A condition with its meaning beside its place in the document. */
sealed interface Clause {
  /** The path of the condition. */
  String path();

  /** A leaf of any form. */
  record One(String path, Leaf leaf) implements Clause {
    /** Where the predicate of a stream stands. */
    String wherePath(int stream) {
      String place =
          switch (leaf) {
            case Leaf.Nth _, Leaf.Total _ -> path;
            case Leaf.Chain _ -> FieldPath.index(path + ".sequence", stream);
            case Leaf.Ratio _ -> path + (stream == 0 ? ".ratio.of" : ".ratio.to");
          };
      return place + ".where";
    }
  }

  record All(String path, List<Clause> parts) implements Clause {}

  record Some(String path, int k, List<Clause> parts) implements Clause {}

  record Vetoed(String path, Clause value, Clause veto) implements Clause {}

  /** Where a definition has a condition. */
  enum Place {
    /** The value event, of everyone or of a variant. */
    VALUE,
    MILESTONE,
    OUTCOME
  }

  /** A condition of a definition. */
  record Placed(Place place, Clause clause) {}

  /** Every condition of a definition that is no part of another. */
  static List<Placed> of(ValueEventSpec spec, Plan plan) {
    List<Placed> placed = new ArrayList<>();
    placed.add(
        new Placed(Place.VALUE, of(spec.getQualifies(), plan.qualifies(), plan, "spec.qualifies")));
    for (int i = 0; i < spec.getVariantsCount(); i++) {
      String path = FieldPath.index("spec.variants", i) + ".qualifies";
      Instants instants = plan.variants().get(i).qualifies();
      placed.add(
          new Placed(Place.VALUE, of(spec.getVariants(i).getQualifies(), instants, plan, path)));
    }
    for (int i = 0; i < spec.getMilestonesCount(); i++) {
      String path = FieldPath.index("spec.milestones", i) + ".condition";
      Instants instants = plan.milestones().get(i).instants();
      Clause clause = of(spec.getMilestones(i).getCondition(), instants, plan, path);
      placed.add(new Placed(Place.MILESTONE, clause));
    }
    for (int i = 0; i < spec.getOutcomesCount(); i++) {
      String path = FieldPath.index("spec.outcomes", i) + ".condition";
      Instants instants = plan.outcomes().get(i).instants();
      Clause clause = of(spec.getOutcomes(i).getCondition(), instants, plan, path);
      placed.add(new Placed(Place.OUTCOME, clause));
    }
    return placed;
  }

  /** The condition and its instants, which have one shape, laid side by side. */
  private static Clause of(Condition condition, Instants instants, Plan plan, String path) {
    return switch (instants) {
      case Instants.Of(int leaf) -> new One(path, plan.leaves().get(leaf));
      case Instants.Latest(List<Instants> parts) ->
          new All(path, parts(condition.getAllList(), parts, plan, path + ".all"));
      case Instants.NthOf(int k, List<Instants> parts) ->
          new Some(path, k, parts(condition.getAnyList(), parts, plan, path + ".any"));
      case Instants.Unless(Instants value, Instants veto) ->
          new Vetoed(
              path,
              of(condition, value, plan, path),
              of(condition.getUnless(), veto, plan, path + ".unless"));
      case Instants.LeastOfGroups(var _, Instants body) -> of(condition, body, plan, path);
    };
  }

  private static List<Clause> parts(
      List<Condition> conditions, List<Instants> parts, Plan plan, String path) {
    List<Clause> clauses = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      clauses.add(of(conditions.get(i), parts.get(i), plan, FieldPath.index(path, i)));
    }
    return clauses;
  }

  /** The leaves of this condition, vetoes included. */
  default Stream<One> leaves() {
    return switch (this) {
      case One one -> Stream.of(one);
      case All(_, List<Clause> parts) -> parts.stream().flatMap(Clause::leaves);
      case Some(_, _, List<Clause> parts) -> parts.stream().flatMap(Clause::leaves);
      case Vetoed(_, Clause value, Clause veto) -> Stream.concat(value.leaves(), veto.leaves());
    };
  }
}
