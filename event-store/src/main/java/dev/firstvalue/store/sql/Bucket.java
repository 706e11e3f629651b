package dev.firstvalue.store.sql;

/**
 * A part of the entities, for a question that does not fit into memory at once.
 *
 * @param number 0 to {@code of} - 1
 * @param of how many parts there are
 */
public record Bucket(int number, int of) {
  public Bucket {
    if (of < 1 || number < 0 || number >= of) {
      throw new IllegalArgumentException(
          "bucket: " + number + " of " + of + " (expected: 0 <= number < of)");
    }
  }

  /** Whether a row's {@code entity} is in this part. */
  String holds() {
    return "cityHash64(entity) % " + of + " = " + number;
  }
}
