package dev.firstvalue.validator.bridge;

import dev.firstvalue.definition.meaning.Difference;
import dev.firstvalue.definition.meaning.Reason;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validation.v1.BridgeClause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entities that one version marks and the other does not, and the change of the document that does
 * it. A change is to blame if it alone, made to the older version, flips the entity the same way
 * and no other change does. Who is flipped by several changes, each enough, or only by several
 * together, is counted with those.
 */
final class Flips {
  /** The ids that are shown. */
  private static final int SHOWN = 20;

  private static final int SEVERAL = -1;

  private final TreeMap<String, Boolean> gained = new TreeMap<>();

  /** Notes an entity that is gained, or lost. */
  void add(String entity, boolean isGained) {
    gained.put(entity, isGained);
  }

  /** Some ids of either kind, in order. */
  List<String> shown(boolean isGained) {
    return gained.entrySet().stream()
        .filter(entry -> entry.getValue() == isGained)
        .map(Map.Entry::getKey)
        .limit(SHOWN)
        .toList();
  }

  /** Counts by change; each that can stand alone is asked of the marks, all of them at once. */
  List<BridgeClause> byClause(Clauses clauses, Marks marks) {
    List<Reason> reasons = clauses.reasons();
    Map<Integer, Plan> alone = new TreeMap<>();
    Map<String, Integer> blamed = new HashMap<>();
    if (reasons.size() == 1) {
      gained.keySet().forEach(entity -> blamed.put(entity, 0));
    } else {
      for (int i = 0; i < reasons.size(); i++) {
        int clause = i;
        clauses.alone(reasons.get(i)).ifPresent(plan -> alone.put(clause, plan));
      }
      List<Map<String, Boolean>> said = marks.of(List.copyOf(alone.values()), gained.keySet());
      int next = 0;
      for (int clause : alone.keySet()) {
        blame(clause, said.get(next++), blamed);
      }
    }
    List<BridgeClause> rows = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      rows.add(row(reasons.get(i), reasons.size() == 1 || alone.containsKey(i), i, blamed));
    }
    BridgeClause several =
        counted(
            BridgeClause.newBuilder().setWhy("several changes, each enough or only together"),
            SEVERAL,
            blamed);
    if (several.getGained() + several.getLost() > 0) {
      rows.add(several);
    }
    return rows;
  }

  private void blame(int clause, Map<String, Boolean> marks, Map<String, Integer> blamed) {
    gained.forEach(
        (entity, isGained) -> {
          if (isGained.equals(marks.get(entity))) {
            blamed.merge(entity, clause, (one, other) -> SEVERAL);
          }
        });
  }

  private BridgeClause row(Reason reason, boolean alone, int clause, Map<String, Integer> blamed) {
    Difference difference = reason.difference();
    BridgeClause.Builder row =
        BridgeClause.newBuilder().setPath(difference.path()).setWhy(reason.why()).setAlone(alone);
    difference.before().ifPresent(row::setBefore);
    difference.after().ifPresent(row::setAfter);
    return counted(row, clause, blamed);
  }

  private BridgeClause counted(BridgeClause.Builder row, int clause, Map<String, Integer> blamed) {
    int won = 0;
    int lost = 0;
    for (Map.Entry<String, Boolean> entry : gained.entrySet()) {
      if (blamed.getOrDefault(entry.getKey(), SEVERAL) == clause) {
        won += entry.getValue() ? 1 : 0;
        lost += entry.getValue() ? 0 : 1;
      }
    }
    return row.setGained(won).setLost(lost).build();
  }
}
