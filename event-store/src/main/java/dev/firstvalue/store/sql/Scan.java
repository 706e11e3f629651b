package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one scan of the events of a pass is for.
 *
 * @param pass the pass
 * @param slots the slots that rows of it can serve
 * @param isKeyed whether a row is an event and a slot, not an event with a flag for each
 * @param keepsAll whether every entity of {@code anchors} has a row of it
 */
record Scan(Pass pass, List<Slot> slots, boolean isKeyed, boolean keepsAll) {
  Scan {
    slots = List.copyOf(slots);
  }

  /** The streams whose rows are read. */
  List<Stream> streams() {
    List<Stream> streams = new ArrayList<>(keepsAll ? pass.witnesses() : List.of());
    served().forEach(slot -> streams.add(slot.stream()));
    return streams;
  }

  /** The names of events of which rows are read. */
  Set<String> events() {
    return names(streams().stream());
  }

  /**
   * The names of events of which a property is read. All, where one more makes no difference: keys
   * are needed of every row, owners and exclusions may be read from properties, and properties in
   * columns of their own cost little.
   */
  Set<String> reading() {
    boolean bare =
        !isKeyed
            && pass.owners().areNative()
            && pass.table().source().exclude().isEmpty()
            && !(pass.table().properties() instanceof PropertyColumns.Flat);
    return bare ? names(served().stream().filter(Slot::reads).map(Slot::stream)) : events();
  }

  /** Whether some slot asks more of an event than its name. */
  boolean narrows() {
    return served().stream().anyMatch(slot -> slot.stream().where().isPresent());
  }

  private List<Slot> served() {
    List<Slot> served = new ArrayList<>(slots);
    if (!isKeyed) {
      served.addAll(pass.summed());
    }
    return served;
  }

  private static Set<String> names(java.util.stream.Stream<Stream> streams) {
    return streams
        .flatMap(stream -> stream.events().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
