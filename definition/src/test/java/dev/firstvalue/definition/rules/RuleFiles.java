package dev.firstvalue.definition.rules;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Position;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What breaks a rule, and what keeps it: the files of {@code rules/<id>.txt}, laid over a small
 * repository that breaks none. Its {@code README.md} says how they are written.
 */
record RuleFiles(String rule, Side breaks, Side holds) {
  private static final Path FOLDER = Path.of("src/test/resources/dev/firstvalue/definition/rules");
  private static final Pattern HEADER =
      Pattern.compile(
          "=== (breaks|holds) (also |without )?(\\S+?)(?: in (\\S+))?(?: of (\\d+) bytes)?"
              + "( \\^ here)?");
  private static final Pattern MARK = Pattern.compile("( *)\\^ here");
  private static final Pattern CODE_POINT = Pattern.compile("⟨([0-9A-F]+)⟩");

  /** Where a finding stands. */
  record Place(String file, Position position) {}

  /**
   * One half of a pair.
   *
   * @param files the whole repository
   * @param text the text of all files, without the marks
   * @param places where the marks stand
   * @param also rules that this cannot but break too
   */
  record Side(SortedMap<String, byte[]> files, String text, List<Place> places, Set<String> also) {
    Repository repository() {
      return Repository.read(files);
    }

    /** This with a line more in its policy. */
    Side withPolicy(String line) {
      SortedMap<String, byte[]> more = new TreeMap<>(files);
      String policy = new String(files.get(Repository.POLICY), StandardCharsets.UTF_8);
      more.put(Repository.POLICY, (policy + line + "\n").getBytes(StandardCharsets.UTF_8));
      return new Side(more, text, places, also);
    }
  }

  /** The rules that have files. */
  static Set<String> rules() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .map(name -> name.replace(".txt", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  static RuleFiles of(String rule) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve(rule + ".txt"));
    return new RuleFiles(rule, side("breaks", lines), side("holds", lines));
  }

  /** The repository that breaks no rule. */
  static SortedMap<String, byte[]> base() throws IOException {
    Path base = FOLDER.resolve("base");
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(base)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(base.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static Side side(String kind, List<String> lines) throws IOException {
    SortedMap<String, byte[]> files = base();
    SortedMap<String, String> texts = new TreeMap<>();
    files.forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
    List<Place> places = new ArrayList<>();
    Set<String> also = new TreeSet<>();
    int at = 0;
    while (at < lines.size()) {
      Matcher header = HEADER.matcher(lines.get(at));
      if (!header.matches()) {
        throw new AssertionError("no header: " + lines.get(at));
      }
      int end = at + 1;
      while (end < lines.size() && !lines.get(end).startsWith("=== ")) {
        end++;
      }
      String name = header.group(3);
      if (header.group(1).equals(kind)) {
        if (header.group(6) != null) {
          places.add(new Place(name, Position.FILE));
        }
        String word = header.group(2) == null ? "" : header.group(2);
        switch (word) {
          case "also " -> also.add(name);
          case "without " -> {
            files.remove(name);
            texts.remove(name);
          }
          default -> {
            String text = text(name, lines.subList(at + 1, end), places);
            texts.put(name, text);
            files.put(name, bytes(text, header.group(4), header.group(5)));
          }
        }
      }
      at = end;
    }
    return new Side(files, String.join("\n", texts.values()), places, also);
  }

  private static String text(String file, List<String> lines, List<Place> places) {
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      Matcher mark = MARK.matcher(line);
      if (mark.matches()) {
        places.add(new Place(file, new Position(kept.size(), mark.group(1).length() + 1)));
      } else {
        kept.add(line);
      }
    }
    return CODE_POINT
        .matcher(String.join("\n", kept) + "\n")
        .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
  }

  private static byte[] bytes(String text, String charset, String size) {
    byte[] bytes =
        text.getBytes(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    if (size == null) {
      return bytes;
    }
    byte[] filled = Arrays.copyOf(bytes, Integer.parseInt(size));
    Arrays.fill(filled, bytes.length, filled.length, (byte) '#');
    return filled;
  }
}
