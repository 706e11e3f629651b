package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Characters;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of a file, or why it is none that a document can have. */
sealed interface SourceText {
  /** The largest file that is read, in bytes: 1 MiB. */
  int LARGEST = 1 << 20;

  /** A text of visible characters, with line feeds as line ends. */
  record Text(String text) implements SourceText {}

  /** What is wrong with the bytes. */
  record Refused(List<Finding> findings) implements SourceText {}

  /** Reads the bytes of a file: UTF-8, no mark at its beginning, nothing that hides. */
  static SourceText of(String file, byte[] bytes) {
    if (bytes.length > LARGEST) {
      return refused(
          Finding.error("file-too-large", file, Position.FILE, "", "the file is too large")
              .found(bytes.length + " bytes")
              .expected("at most " + LARGEST + " bytes"));
    }
    if (bytes.length >= 2
        && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE))) {
      return refused(encoding(file, new Position(1, 1), "a UTF-16 byte order mark"));
    }
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      return refused(encoding(file, new Position(1, 1), "a byte order mark"));
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .replace("\r\n", "\n");
      List<Finding> findings = forbidden(file, text);
      return findings.isEmpty() ? new Text(text) : new Refused(findings);
    } catch (CharacterCodingException e) {
      return refused(encoding(file, firstMalformed(bytes), "bytes that are not UTF-8"));
    }
  }

  private static List<Finding> forbidden(String file, String text) {
    List<Finding> findings = new ArrayList<>();
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length() && findings.size() < 20; ) {
      int c = text.codePointAt(i);
      if (!Characters.mayStand(c)) {
        findings.add(
            Finding.error(
                    "forbidden-character",
                    file,
                    new Position(line, column),
                    "",
                    "the file holds a character that is obeyed and not shown")
                .found(String.format(Locale.ROOT, "U+%04X", c))
                .expected("characters that can be seen"));
      }
      if (c == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
      i += Character.charCount(c);
    }
    return findings;
  }

  private static Position firstMalformed(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = java.nio.CharBuffer.allocate(bytes.length + 1);
    decoder.decode(in, out, true);
    String good = out.flip().toString();
    int lineStart = good.lastIndexOf('\n') + 1;
    int line = 1 + (int) good.chars().filter(c -> c == '\n').count();
    return new Position(line, 1 + good.codePointCount(lineStart, good.length()));
  }

  private static Finding encoding(String file, Position at, String found) {
    return Finding.error("text-encoding", file, at, "", "the file is not plain UTF-8")
        .found(found)
        .expected("UTF-8 without a byte order mark");
  }

  private static SourceText refused(Finding finding) {
    return new Refused(List.of(finding));
  }
}
