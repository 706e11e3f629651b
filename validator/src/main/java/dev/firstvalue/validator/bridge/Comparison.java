package dev.firstvalue.validator.bridge;

import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the entities that two versions both judge. */
final class Comparison {
  private final Group overall = new Group();
  private final List<Map<Optional<String>, Group>> segments = new ArrayList<>();
  private final Flips flips = new Flips();
  private long fromOnly;
  private long toOnly;

  /** A comparison by the segments of the newer version. */
  Comparison(Plan to) {
    for (int i = 0; i < to.attributes().size(); i++) {
      segments.add(new HashMap<>());
    }
  }

  /** Takes in an entity, which may be eligible by neither version. */
  void add(Marks.Pair pair) {
    if (pair.from().isPresent() && pair.newer().isPresent()) {
      add(pair.newer().get(), pair.from().get(), pair.to().orElseThrow());
    } else if (pair.from().isPresent()) {
      fromOnly++;
    } else if (pair.to().isPresent()) {
      toOnly++;
    }
  }

  private void add(EntityFacts entity, boolean before, boolean reached) {
    boolean retained = !entity.outcomes().isEmpty() && entity.outcomes().getFirst() != null;
    Cell cell = new Cell(before, reached, retained);
    overall.add(entity.account(), cell);
    for (int i = 0; i < segments.size(); i++) {
      @Nullable String value = entity.attributes().get(i);
      segments
          .get(i)
          .computeIfAbsent(Optional.ofNullable(value), any -> new Group())
          .add(entity.account(), cell);
    }
    if (before != reached) {
      flips.add(entity.entity(), reached);
    }
  }

  Group overall() {
    return overall;
  }

  /** By the values of the newer version's segment of this index. */
  Map<Optional<String>, Group> segment(int index) {
    return segments.get(index);
  }

  Flips flips() {
    return flips;
  }

  long fromOnly() {
    return fromOnly;
  }

  long toOnly() {
    return toOnly;
  }
}
