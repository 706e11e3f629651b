package dev.firstvalue.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A part of the entities, for a question that does not fit into memory at once. */
public sealed interface Bucket {
  /** Whether a row's {@code entity} is in this part. */
  String holds();

  /**
   * Entities by the hash of their id, whatever it is.
   *
   * @param number 0 to {@code of} - 1
   * @param of how many parts there are
   */
  record Hashed(int number, int of) implements Bucket {
    public Hashed {
      if (of < 1 || number < 0 || number >= of) {
        throw new IllegalArgumentException(
            "bucket: " + number + " of " + of + " (expected: 0 <= number < of)");
      }
    }

    @Override
    public String holds() {
      return "cityHash64(entity) % " + of + " = " + number;
    }
  }

  /**
   * Entities by the order of their ids: where rows lie in that order, even if only inside a day,
   * those of the other parts are passed over.
   *
   * @param from the SQL of the first id, none in the first part
   * @param before the SQL of the first id that is not in it, none in the last part
   */
  record Ranged(Optional<String> from, Optional<String> before) implements Bucket {
    public Ranged {
      if (from.isEmpty() && before.isEmpty()) {
        throw new IllegalArgumentException("bucket: all ids (expected: from, before or both)");
      }
    }

    @Override
    public String holds() {
      List<String> bounds = new ArrayList<>();
      from.ifPresent(first -> bounds.add("entity >= " + first));
      before.ifPresent(next -> bounds.add("entity < " + next));
      return String.join(" AND ", bounds);
    }
  }

  /**
   * Entities one by one.
   *
   * @param ids the SQL of a row for each id
   */
  record Listed(String ids) implements Bucket {
    @Override
    public String holds() {
      return "entity IN (SELECT " + ids + ")";
    }
  }

  /** So many parts by the hash of ids. */
  static List<Bucket> hashed(int parts) {
    return IntStream.range(0, parts).<Bucket>mapToObj(i -> new Hashed(i, parts)).toList();
  }

  /**
   * The parts between these ids, which are SQL in ascending order: one more than there are ids, or
   * none if there are none, for then nothing is left to tell apart.
   */
  static List<Bucket> ranged(List<String> bounds) {
    if (bounds.isEmpty()) {
      return List.of();
    }
    List<Bucket> parts = new ArrayList<>();
    Optional<String> from = Optional.empty();
    for (String bound : bounds) {
      parts.add(new Ranged(from, Optional.of(bound)));
      from = Optional.of(bound);
    }
    parts.add(new Ranged(from, Optional.empty()));
    return List.copyOf(parts);
  }
}
