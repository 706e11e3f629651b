package dev.firstvalue.definition.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes of documents with a few changes, and bytes that never were a document. */
final class TextMutations {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          ": ",
          "- ",
          "? ",
          "|",
          ">",
          "|2-",
          ">+9",
          "\"",
          "'",
          "#",
          " #",
          "\\",
          "\n",
          "\n\n",
          "\r",
          "\r\n",
          "\t",
          "  ",
          "&a ",
          "*a",
          "*a ",
          "<<: *a",
          "!!",
          "!x ",
          "!<tag:yaml.org,2002:int> ",
          "!!binary ",
          "!!set ",
          "%YAML 1.1\n",
          "%TAG ! x\n",
          "---\n",
          "...\n",
          "@",
          "`",
          "\u0000",
          "\u0007",
          "\u001b",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u202e",
          "\u2066",
          "\u2028",
          "\ufeff",
          "\uffff",
          "😀",
          "\\ud800",
          "\\u202e",
          "\\x00",
          "\\U0010FFFF",
          "\\U00110000",
          "1e999",
          "-.inf",
          ".nan",
          "0o7",
          "0x1F",
          "1_000",
          "~",
          "null",
          "NULL",
          "yes",
          "apiVersion: firstvalue/v2\n",
          "kind: Policy\n",
          "spec: {}\n");

  private final List<byte[]> documents;
  private final SplittableRandom random;

  TextMutations(List<byte[]> documents, SplittableRandom random) {
    this.documents = List.copyOf(documents);
    this.random = random;
  }

  byte[] next() {
    if (random.nextInt(20) == 0) {
      return extreme();
    }
    byte[] bytes = of(documents);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      bytes = changed(bytes);
    }
    return random.nextInt(50) == 0 ? encoded(bytes) : bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.nextInt(random.nextInt(10) == 0 ? 400 : 12));
    return switch (random.nextInt(8)) {
      case 0 -> joined(bytes, at, new byte[0], end);
      case 1 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, end);
      case 2 -> joined(bytes, at, utf8(of(PIECES)), at);
      case 3 -> joined(bytes, at, utf8(of(PIECES)), end);
      case 4 -> {
        byte[] donor = of(documents);
        int from = random.nextInt(donor.length + 1);
        int to = Math.min(donor.length, from + random.nextInt(200));
        yield joined(bytes, at, Arrays.copyOfRange(donor, from, to), at);
      }
      case 5 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, end), at);
      case 6 -> joined(bytes, at, utf8(of(HostileTexts.ANY)), end);
      default -> at < 20 ? bytes : Arrays.copyOf(bytes, at);
    };
  }

  /** Depth, length and laughter. */
  private byte[] extreme() {
    int n = 1 << random.nextInt(17);
    String head = of(List.of("", "kind: Policy\nspec: ", "kind: ValueEvent\nspec:\n  qualifies: "));
    return utf8(
        switch (random.nextInt(10)) {
          case 0 -> head + "[".repeat(n);
          case 1 -> head + "{a: ".repeat(n);
          case 2 -> head + "- ".repeat(n) + "x";
          case 3 -> head + "{all: [".repeat(n) + "{event: a}" + "]}".repeat(n);
          case 4 -> head + "9".repeat(n);
          case 5 -> head + "\"" + "\\u0041".repeat(n) + "\"";
          case 6 -> head + "x".repeat(n * 8);
          case 7 -> head + "#\n".repeat(n);
          case 8 -> "kind: Policy\n" + laughter(1 + random.nextInt(60));
          default -> "kind: EventModel\n" + ("? " + "a".repeat(n) + "\n").repeat(3);
        });
  }

  private String laughter(int levels) {
    StringBuilder bomb = new StringBuilder("a0: &a0 {event: x}\n");
    for (int i = 1; i < levels; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" {all: [");
      for (int j = random.nextInt(6); j >= 0; j--) {
        bomb.append("*a").append(random.nextInt(i)).append(" , ");
      }
      bomb.append("]}\n");
    }
    return bomb.toString();
  }

  private byte[] encoded(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> text.getBytes(StandardCharsets.UTF_16);
      case 1 -> text.getBytes(StandardCharsets.UTF_16LE);
      case 2 -> text.getBytes(StandardCharsets.ISO_8859_1);
      default -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] joined(byte[] bytes, int at, byte[] middle, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(middle);
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
