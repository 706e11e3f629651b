package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One pass over the events: what {@code hits}, {@code firsts} and {@code instants} are made from.
 *
 * @param table the events
 * @param owners how rows find entities
 * @param witnesses streams of which every entity of {@code anchors} has a row, so that who did
 *     nothing stays in; empty where {@code witnessRows} does it
 * @param witnessRows rows of (entity, t) for every entity, where no stream has them
 * @param witnessAt the instant, over columns of {@code anchors}, at which every entity has a row
 *     that keeps it in, so that of the others those may go that are of no use
 * @param columns the leaves
 * @param sums amounts that are added up beside them, where every row counts
 * @param carried the columns of {@code anchors} that {@code facts} needs, besides the entity
 * @param from the first instant that counts, over columns of {@code anchors}
 * @param to the instant at which the last range ends, over columns of {@code anchors}
 * @param watermark events at or after it are not read
 * @param since events before it cannot count
 * @param until events at or after it cannot count
 * @param limits how many events of an entity are counted
 * @param bucket the part of the entities that is asked for
 */
record Pass(
    EventTable table,
    Owners owners,
    List<Stream> witnesses,
    Optional<Select> witnessRows,
    Optional<String> witnessAt,
    List<LeafColumn> columns,
    List<LeafColumn> sums,
    List<String> carried,
    String from,
    String to,
    Instant watermark,
    Optional<Instant> since,
    Optional<Instant> until,
    EventLimits limits,
    Optional<Bucket> bucket) {
  /** Names up to which a scan of their own takes as much as it saves. */
  private static final int FEW_NAMES = 4;

  Pass {
    witnesses = List.copyOf(witnesses);
    columns = List.copyOf(columns);
    sums = List.copyOf(sums);
    carried = List.copyOf(carried);
  }

  /** Every stream of every leaf, numbered through. */
  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (LeafColumn column : columns) {
      for (int i = 0; i < column.leaf().streams().size(); i++) {
        slots.add(new Slot(slots.size() + 1, column, i));
      }
    }
    return slots;
  }

  /** The streams of {@link #sums}, numbered on. */
  List<Slot> summed() {
    int slots = slots().size();
    return IntStream.range(0, sums.size())
        .mapToObj(i -> new Slot(slots + 1 + i, sums.get(i), 0))
        .toList();
  }

  /**
   * Whether {@code hits} has one row a slot, because rows have to be told apart before they are
   * counted: by distinct values, as copies of one event, in groups, or because more than a count is
   * asked for. The first instant alone needs none of that.
   */
  boolean isKeyed() {
    return columns.stream().anyMatch(column -> !column.isPlain())
        || slots().stream().anyMatch(slot -> !slot.isFirst() && hasKey(slot));
  }

  /** Whether rows of a slot count by a key. */
  boolean hasKey(Slot slot) {
    return slot.distinct().isPresent() || table.source().eventId().isPresent();
  }

  /** Whether rows of a slot are told apart by a key: in the others it is NULL on every row. */
  boolean tellsApart(Slot slot) {
    return slot.distinct().isPresent() || (!slot.isFirst() && hasKey(slot));
  }

  /** Whether rows of any slot are. */
  boolean tellsApart() {
    return slots().stream().anyMatch(this::tellsApart);
  }

  /** Whether a leaf is counted in groups. */
  boolean isGrouped() {
    return columns.stream().anyMatch(column -> !column.leaf().per().isEmpty());
  }

  /** The slots of a leaf. */
  List<Slot> slotsOf(LeafColumn column) {
    return slots().stream().filter(slot -> slot.column().equals(column)).toList();
  }

  /** Whether more events match one of these leaves than are counted. */
  String isSetAside(Collection<LeafColumn> leaves) {
    return leaves.isEmpty()
        ? "false"
        : leaves.stream()
            .map(column -> column.matching() + " > " + limits.of(column.leaf()))
            .collect(Collectors.joining(" OR "));
  }

  /** The same for the leaves of these indices of a plan. */
  String isSetAside(Set<Integer> indices) {
    Set<String> names = indices.stream().map(FactsSql::leaf).collect(Collectors.toSet());
    return isSetAside(columns.stream().filter(column -> names.contains(column.name())).toList());
  }

  /** The most events of an entity that are counted for any leaf. */
  long mostMatching() {
    return columns.stream()
        .mapToLong(column -> limits.of(column.leaf()))
        .max()
        .orElse(limits.matching());
  }

  /** Of so many events of an entity, all are counted for every leaf. */
  long leastMatching() {
    return columns.stream()
        .mapToLong(column -> limits.of(column.leaf()))
        .min()
        .orElse(limits.matching());
  }

  /** The slots of a form of leaf. */
  List<Slot> slotsOf(Class<? extends Leaf> form) {
    return slots().stream().filter(slot -> form.isInstance(slot.leaf())).toList();
  }

  /** How rows find their entities in {@code anchors}; those of others are dropped. */
  String joinAnchors() {
    return table.global() + "SEMI LEFT JOIN anchors USING (entity)";
  }

  /**
   * The scan whose rows are {@code hits}: of all slots, or, where their rows have to be told apart,
   * of those of which {@link #plainScan()} is not.
   */
  Scan scan() {
    List<Slot> slots = new ArrayList<>(slots());
    plainScan().ifPresent(plain -> slots.removeAll(plain.slots()));
    return new Scan(this, slots, isKeyed(), true);
  }

  /**
   * Where rows of some slots have to be told apart: a scan for the others. To tell a row apart
   * takes several times as long as to count it, so that this pays where they are many.
   */
  Optional<Scan> plainScan() {
    List<Slot> plain =
        slots().stream()
            .filter(slot -> slot.leaf() instanceof Leaf.Nth && slot.column().isPlain())
            .filter(slot -> !tellsApart(slot))
            .toList();
    Scan scan = new Scan(this, plain, false, false);
    int few = table.shape().apart() ? 0 : FEW_NAMES;
    return isKeyed() && scan.events().size() > few ? Optional.of(scan) : Optional.empty();
  }
}
