package dev.firstvalue.validator.bridge;

/**
 * What two versions and the outcome say of an entity: one of eight.
 *
 * @param from reaches value by the older version
 * @param to by the newer
 * @param retained by the newer version's primary outcome
 */
record Cell(boolean from, boolean to, boolean retained) {
  static final int COUNT = 8;

  int index() {
    return (from ? 4 : 0) + (to ? 2 : 0) + (retained ? 1 : 0);
  }

  static Cell of(int index) {
    return new Cell((index & 4) != 0, (index & 2) != 0, (index & 1) != 0);
  }
}
