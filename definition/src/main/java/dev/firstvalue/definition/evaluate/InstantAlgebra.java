package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.plan.Instants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a condition first holds, given when its leaves do in each group. */
final class InstantAlgebra {
  private final Map<Group, List<@Nullable Long>> leaves;

  private InstantAlgebra(Map<Group, List<@Nullable Long>> leaves) {
    this.leaves = leaves;
  }

  /** The instant of the condition, null for never. */
  static @Nullable Long instant(Instants instants, Map<Group, List<@Nullable Long>> leaves) {
    return new InstantAlgebra(leaves).instant(instants, Group.ALL);
  }

  private @Nullable Long instant(Instants instants, Group group) {
    return switch (instants) {
      case Instants.Of of -> {
        List<@Nullable Long> row = leaves.get(group);
        yield row == null ? null : row.get(of.leaf());
      }
      case Instants.Latest latest -> nth(latest.parts().size(), latest.parts(), group);
      case Instants.NthOf nthOf -> nth(nthOf.k(), nthOf.parts(), group);
      case Instants.LeastOfGroups least ->
          leaves.keySet().stream()
              .filter(each -> each.keys().equals(least.per()))
              .map(each -> instant(least.body(), each))
              .filter(Objects::nonNull)
              .map(Long::valueOf)
              .min(Long::compare)
              .orElse(null);
      case Instants.Unless unless -> {
        Long value = instant(unless.value(), group);
        Long veto = instant(unless.veto(), group);
        yield value == null || (veto != null && veto <= value) ? null : value;
      }
    };
  }

  private @Nullable Long nth(int k, List<Instants> parts, Group group) {
    List<@Nullable Long> all = new ArrayList<>();
    for (Instants part : parts) {
      all.add(instant(part, group));
    }
    List<Long> known = all.stream().filter(Objects::nonNull).map(Long::valueOf).sorted().toList();
    return known.size() < k ? null : known.get(k - 1);
  }
}
