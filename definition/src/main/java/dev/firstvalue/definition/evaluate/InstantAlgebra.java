package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.plan.Instants;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a condition first holds, given when its leaves do. */
final class InstantAlgebra {
  private InstantAlgebra() {}

  /** The instant of the condition, null for never. */
  static @Nullable Long instant(Instants instants, List<@Nullable Long> leaves) {
    return switch (instants) {
      case Instants.Of of -> leaves.get(of.leaf());
      case Instants.Latest latest -> nth(latest.parts().size(), latest.parts(), leaves);
      case Instants.NthOf nthOf -> nth(nthOf.k(), nthOf.parts(), leaves);
      case Instants.Unless unless -> {
        Long value = instant(unless.value(), leaves);
        Long veto = instant(unless.veto(), leaves);
        yield value == null || (veto != null && veto <= value) ? null : value;
      }
    };
  }

  private static @Nullable Long nth(int k, List<Instants> parts, List<@Nullable Long> leaves) {
    List<@Nullable Long> all = new ArrayList<>();
    for (Instants part : parts) {
      all.add(instant(part, leaves));
    }
    List<Long> known = all.stream().filter(Objects::nonNull).map(Long::valueOf).sorted().toList();
    return known.size() < k ? null : known.get(k - 1);
  }
}
