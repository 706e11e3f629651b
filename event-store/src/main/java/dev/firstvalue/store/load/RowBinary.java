package dev.firstvalue.store.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows in ClickHouse's RowBinary format: values one after the other, without names. */
final class RowBinary {

  private static final long MICROS = 1_000_000;
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final int FLUSH_BYTES = 1 << 16;

  private final OutputStream out;
  private byte[] buffer = new byte[FLUSH_BYTES * 2];
  private int size;

  RowBinary(OutputStream out) {
    this.out = out;
  }

  void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  /** A DateTime64 of microseconds. */
  void instant(Instant value) {
    long micros =
        Math.addExact(Math.multiplyExact(value.getEpochSecond(), MICROS), value.getNano() / 1000);
    reserve(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      buffer[size++] = (byte) (micros >>> (8 * i));
    }
  }

  void nullable(@Nullable Instant value) {
    reserve(1);
    buffer[size++] = (byte) (value == null ? 1 : 0);
    if (value != null) {
      instant(value);
    }
  }

  void map(Map<String, String> values) {
    count(values.size());
    values.forEach(
        (key, value) -> {
          text(key);
          text(value);
        });
  }

  /** A length, seven bits a byte, least first. */
  void count(int value) {
    reserve(5);
    int rest = value;
    while (rest > SEVEN_BITS) {
      buffer[size++] = (byte) ((rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** To be called after each row. */
  void endRow() throws BrokenException {
    if (size >= FLUSH_BYTES) {
      flush();
    }
  }

  void flush() throws BrokenException {
    try {
      out.write(buffer, 0, size);
    } catch (IOException e) {
      throw new BrokenException(e);
    }
    size = 0;
  }

  /** The store takes no more rows. */
  static final class BrokenException extends IOException {
    private BrokenException(IOException cause) {
      super(cause);
    }
  }

  private void reserve(int bytes) {
    if (size + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
    }
  }
}
