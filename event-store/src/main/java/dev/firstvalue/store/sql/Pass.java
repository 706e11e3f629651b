package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One pass over the events: what {@code hits}, {@code firsts} and {@code instants} are made from.
 *
 * @param table the events
 * @param owners how rows find entities
 * @param witnesses streams of which every entity of {@code anchors} has a row, so that who did
 *     nothing stays in; empty where {@code witnessRows} does it
 * @param witnessRows rows of (entity, t) for every entity, where no stream has them
 * @param slots the leaves
 * @param carried the columns of {@code anchors} that {@code facts} needs, besides the entity
 * @param from the first instant that counts, over columns of {@code anchors}
 * @param to the instant at which the last range ends, over columns of {@code anchors}
 * @param watermark events at or after it are not read
 * @param since events before it cannot count
 * @param until events at or after it cannot count
 * @param bucket the part of the entities that is asked for
 */
record Pass(
    EventTable table,
    Owners owners,
    List<Stream> witnesses,
    Optional<Select> witnessRows,
    List<Slot> slots,
    List<String> carried,
    String from,
    String to,
    Instant watermark,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<Bucket> bucket) {
  Pass {
    witnesses = List.copyOf(witnesses);
    slots = List.copyOf(slots);
    carried = List.copyOf(carried);
  }

  /**
   * Whether rows have to be told apart by a key before they are counted: distinct values, or copies
   * of one event. The first instant alone needs neither.
   */
  boolean isKeyed() {
    return slots.stream().anyMatch(slot -> !slot.isFirst() && isKeyed(slot));
  }

  boolean isKeyed(Slot slot) {
    return slot.leaf().distinct().isPresent() || table.source().eventId().isPresent();
  }

  /** The streams whose rows are read. */
  List<Stream> streams() {
    return java.util.stream.Stream.concat(
            witnesses.stream(), slots.stream().map(slot -> slot.leaf().stream()))
        .toList();
  }
}
