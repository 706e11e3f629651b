package dev.firstvalue.store.load.file;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** An open file: what it holds is told from its first bytes, not from its name. */
final class FileInput implements Closeable {

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int BUFFER = 1 << 16;

  private final CountingInput counted;
  private final InputStream content;
  private final boolean packed;
  private final byte[] start;

  private FileInput(CountingInput counted, InputStream content, boolean packed, byte[] start) {
    this.counted = counted;
    this.content = content;
    this.packed = packed;
    this.start = start;
  }

  static FileInput open(Path file) throws IOException {
    CountingInput counted = new CountingInput(Files.newInputStream(file));
    boolean opened = false;
    try {
      InputStream content = new BufferedInputStream(counted, BUFFER);
      boolean packed = startsWith(peek(content), GZIP);
      if (packed) {
        content = new BufferedInputStream(new GZIPInputStream(content, BUFFER), BUFFER);
      }
      if (startsWith(peek(content), BYTE_ORDER_MARK)) {
        content.skipNBytes(BYTE_ORDER_MARK.length);
      }
      FileInput input = new FileInput(counted, content, packed, peek(content));
      opened = true;
      return input;
    } finally {
      if (!opened) {
        counted.close();
      }
    }
  }

  boolean isParquet() {
    return startsWith(start, PARQUET);
  }

  boolean isPacked() {
    return packed;
  }

  boolean isJson() {
    return startText().stripLeading().startsWith("{");
  }

  /**
   * The delimiter that the first line has most of: tab before comma before semicolon, else blank.
   */
  char guessDelimiter() {
    String line = startText().lines().findFirst().orElse("");
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {'\t', ',', ';', '|', ' '}) {
      long count = line.chars().filter(c -> c == candidate).count();
      if (count > most && (most == 0 || candidate != ' ')) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  /** The text; bytes that are not UTF-8 read as U+FFFD. */
  BufferedReader reader() {
    return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), BUFFER);
  }

  /** The unpacked bytes. */
  InputStream content() {
    return content;
  }

  /** How many bytes of the file have been read, packed as they are. */
  long bytesRead() {
    return counted.bytes();
  }

  private String startText() {
    return new String(start, StandardCharsets.UTF_8);
  }

  private static byte[] peek(InputStream in) throws IOException {
    in.mark(BUFFER);
    byte[] bytes = in.readNBytes(BUFFER / 2);
    in.reset();
    return bytes;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, Math.min(bytes.length, prefix.length), prefix, 0, prefix.length);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
