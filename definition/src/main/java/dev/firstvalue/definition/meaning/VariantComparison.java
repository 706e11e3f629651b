package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Logic;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.meaning.Change.State;
import dev.firstvalue.definition.v1.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a change of the rules, and of who goes by which, does. Whoever may have gone by one rule and
 * may now go by another sees the difference of the two; whoever certainly does not, is left out.
 */
final class VariantComparison {
  static final String VARIANTS = "spec.variants";

  /** A rule and whom it is for: a variant, or last of all everybody else's. */
  private record Branch(int index, String name, Expression when, String written, Term rule) {
    String path() {
      return FieldPath.index(VARIANTS, index);
    }
  }

  private final List<Branch> before;
  private final List<Branch> after;
  private final State afterState;
  private final State beforeState;
  private final boolean copies;

  VariantComparison(State before, State after, boolean copies) {
    this.beforeState = before;
    this.afterState = after;
    this.before = branches(before);
    this.after = branches(after);
    this.copies = copies;
  }

  List<Reason> reasons() {
    int[] successor = successors();
    List<Reason> reasons = new ArrayList<>(reworded(successor));
    Map<Difference, Kind> crossings = new LinkedHashMap<>();
    for (int i = 0; i < before.size(); i++) {
      for (int j = 0; j < after.size(); j++) {
        if (!mayMove(i, j)) {
          continue;
        }
        List<Reason> between =
            new TermComparison(copies)
                .between(before.get(i).rule(), after.get(j).rule(), afterState.plan().window());
        if (successor[i] == j) {
          reasons.addAll(between);
        } else if (Kind.of(between).makesVersion()) {
          crossings.merge(crossing(i, j, successor), Kind.of(between), Kind::and);
        }
      }
    }
    crossings.forEach(
        (difference, kind) -> reasons.add(new Reason(kind, difference, "some go by another rule")));
    return reasons;
  }

  /** What differs in variants without a difference to anybody. */
  private List<Reason> reworded(int[] successor) {
    List<Reason> reasons = new ArrayList<>();
    for (Branch was : before) {
      if (successor[was.index()] < 0) {
        continue;
      }
      Branch is = after.get(successor[was.index()]);
      if (!was.name().equals(is.name())) {
        String path = FieldPath.field(is.path(), "name");
        reasons.add(WrittenDifferences.description(Difference.ofText(path, was.name(), is.name())));
      }
      if (was.when().equals(is.when()) && !was.written().equals(is.written())) {
        String path = FieldPath.field(is.path(), "when");
        reasons.add(
            WrittenDifferences.rewrite(Difference.ofText(path, was.written(), is.written())));
      }
    }
    return reasons;
  }

  /** Which new branch is an old one: by its {@code when}, else by its name; -1 for none. */
  private int[] successors() {
    int[] successor = new int[before.size()];
    boolean[] taken = new boolean[after.size()];
    Arrays.fill(successor, -1);
    successor[before.size() - 1] = after.size() - 1;
    taken[after.size() - 1] = true;
    for (boolean byName : new boolean[] {false, true}) {
      for (int i = 0; i < before.size(); i++) {
        for (int j = 0; successor[i] < 0 && j < after.size(); j++) {
          boolean same =
              byName
                  ? before.get(i).name().equals(after.get(j).name())
                  : before.get(i).when().equals(after.get(j).when());
          if (same && !taken[j]) {
            successor[i] = j;
            taken[j] = true;
          }
        }
      }
    }
    return successor;
  }

  /** Whether, for all that is known, somebody goes by the old rule i and now by the new rule j. */
  private boolean mayMove(int i, int j) {
    Expression was = before.get(i).when();
    Expression is = after.get(j).when();
    return !Logic.isNeverTrue(new And(List.of(was, is)))
        && after.subList(0, j).stream().noneMatch(b -> Logic.implies(was, b.when()))
        && before.subList(0, i).stream().noneMatch(b -> Logic.implies(is, b.when()));
  }

  /** The difference that is to blame for moving from one rule to another. */
  private Difference crossing(int i, int j, int[] successor) {
    if (Arrays.stream(successor).noneMatch(to -> to == j)) {
      return Difference.ofText(after.get(j).path(), "", Words.of(written(afterState, j)));
    }
    if (successor[i] < 0) {
      return Difference.ofText(before.get(i).path(), Words.of(written(beforeState, i)), "");
    }
    for (int from = 0; from < before.size(); from++) {
      if ((from == i || successor[from] == j) && successor[from] >= 0) {
        Branch was = before.get(from);
        Branch is = after.get(successor[from]);
        if (!was.when().equals(is.when())) {
          return Difference.ofText(FieldPath.field(is.path(), "when"), was.written(), is.written());
        }
      }
    }
    return Difference.ofWords(VARIANTS, names(before), names(after));
  }

  private static Variant written(State state, int index) {
    return state.document().getSpec().getVariants(index);
  }

  private static List<String> names(List<Branch> branches) {
    return branches.stream().limit(branches.size() - 1).map(Branch::name).toList();
  }

  private static List<Branch> branches(State state) {
    var spec = state.document().getSpec();
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < spec.getVariantsCount(); i++) {
      Variant written = spec.getVariants(i);
      var bound = state.plan().variants().get(i);
      String path = FieldPath.field(FieldPath.index(VARIANTS, i), "qualifies");
      branches.add(
          new Branch(
              i,
              written.getName(),
              Normal.form(bound.when()),
              written.getWhen(),
              Term.of(written.getQualifies(), bound.qualifies(), state.plan(), path)));
    }
    branches.add(
        new Branch(
            spec.getVariantsCount(),
            "",
            new BoolLiteral(true),
            "",
            Term.of(
                spec.getQualifies(), state.plan().qualifies(), state.plan(), "spec.qualifies")));
    return branches;
  }
}
