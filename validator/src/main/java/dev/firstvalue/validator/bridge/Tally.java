package dev.firstvalue.validator.bridge;

import dev.firstvalue.statistics.paired.PairedMarks;

/** How many entities there are of each {@link Cell}. */
final class Tally {
  private final long[] counts = new long[Cell.COUNT];

  void add(Cell cell) {
    counts[cell.index()]++;
  }

  long of(Cell cell) {
    return counts[cell.index()];
  }

  long entities() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  long marked(boolean from, boolean to) {
    return of(new Cell(from, to, false)) + of(new Cell(from, to, true));
  }

  /** The four counts of two marks; there has to be somebody. */
  PairedMarks marks() {
    return new PairedMarks(
        marked(true, true), marked(true, false), marked(false, true), marked(false, false));
  }
}
