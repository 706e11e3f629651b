package dev.firstvalue.definition.hostile;

import com.google.gson.JsonObject;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Mutated documents through reading, binding and linting, one after the other, with the processor
 * time that each took: other programs on the machine do not count.
 */
final class HostileRun {
  private static final List<DocumentKind> KINDS = List.of(DocumentKind.values());

  private final Desk desk;
  private final List<byte[]> seeds;
  private final TextMutations texts;
  private final TreeMutations trees;
  private final SplittableRandom random;
  private final Map<String, byte[]> smallest = new TreeMap<>();
  private final List<String> crashes = new ArrayList<>();
  private final Times times = new Times();
  private long characters;
  private long accepted;
  private long slowest;
  private byte[] slowestDocument = new byte[0];

  /**
   * A run over the documents of a repository and some of its own.
   *
   * @param folder a repository that breaks no rule
   */
  HostileRun(Path folder, long seed) {
    random = new SplittableRandom(seed);
    SortedMap<String, byte[]> files = files(folder);
    desk = new Desk(Repository.read(files));
    List<byte[]> bytes = new ArrayList<>();
    List<JsonObject> objects = new ArrayList<>();
    KINDS.forEach(kind -> bytes.add(Documents.whole(kind).getBytes(StandardCharsets.UTF_8)));
    files.forEach(
        (path, file) -> {
          if (path.endsWith(".yaml")) {
            bytes.add(file);
          }
        });
    bytes.forEach(b -> objects.add(Documents.tree(new String(b, StandardCharsets.UTF_8))));
    texts = new TextMutations(bytes, random);
    List<String> hostile =
        Stream.concat(HostileTexts.ANY.stream(), HostileTexts.PREDICATES.stream()).toList();
    trees = new TreeMutations(objects, hostile, random);
    seeds = List.copyOf(bytes);
  }

  /** Classes are loaded and compiled at somebody's expense: not at that of the first measured. */
  void warmUp() {
    for (int i = 0; i < 20; i++) {
      seeds.forEach(desk::findings);
    }
  }

  /** What there is to say about one document, unmeasured. */
  List<Finding> findings(byte[] document) {
    return desk.findings(document);
  }

  /** Reads so many documents more. */
  void read(long count) {
    for (long i = 0; i < count; i++) {
      byte[] document =
          random.nextBoolean()
              ? texts.next()
              : Documents.text(trees.next()).getBytes(StandardCharsets.UTF_8);
      read(document);
    }
  }

  private void read(byte[] document) {
    long before = processorTime();
    try {
      TreeSet<String> rules = new TreeSet<>();
      for (Finding finding : desk.findings(document)) {
        rules.add(finding.rule());
        // Writing a finding out is part of it: it quotes what it found.
        characters += finding.toString().length();
      }
      took(document, processorTime() - before);
      accepted += rules.isEmpty() ? 1 : 0;
      smallest.merge(String.join("+", rules), document, (a, b) -> a.length <= b.length ? a : b);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      took(document, processorTime() - before);
      crashes.add(
          e
              + " at "
              + Arrays.stream(e.getStackTrace()).limit(12).toList()
              + "\n"
              + new String(document, 0, Math.min(document.length, 4_000), StandardCharsets.UTF_8));
    }
  }

  private void took(byte[] document, long nanos) {
    times.add(nanos);
    if (nanos > slowest) {
      slowest = nanos;
      slowestDocument = document;
    }
  }

  /** The processor time of each document. */
  Times times() {
    return times;
  }

  /** How many documents break no rule. */
  long accepted() {
    return accepted;
  }

  /** How long all findings are together. */
  long characters() {
    return characters;
  }

  Duration slowest() {
    return Duration.ofNanos(slowest);
  }

  byte[] slowestDocument() {
    return slowestDocument.clone();
  }

  /** What was thrown, with the document. */
  List<String> crashes() {
    return List.copyOf(crashes);
  }

  /** The smallest document of each set of rules that were broken together, {@code a+b}. */
  Map<String, byte[]> smallest() {
    return Map.copyOf(smallest);
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static SortedMap<String, byte[]> files(Path folder) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        // Examples are repositories of their own.
        if (Repository.kindAt(path).isPresent()) {
          files.put(path, Files.readAllBytes(file));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
