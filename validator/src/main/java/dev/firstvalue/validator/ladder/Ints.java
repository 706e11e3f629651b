package dev.firstvalue.validator.ladder;

import java.util.Arrays;

/** A list of whole numbers, 4 bytes each. */
final class Ints {
  private int[] values = new int[256];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("index: " + index + " (expected: below " + size + ")");
    }
    return values[index];
  }

  int size() {
    return size;
  }
}
