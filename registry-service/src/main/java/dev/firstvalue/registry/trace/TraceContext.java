package dev.firstvalue.registry.trace;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in which trace something happens, as the header {@code traceparent} says it. Source: W3C
 * Trace Context, 3.2.
 *
 * @param trace 32 hexadecimal digits in lower case, not all of them 0
 * @param span 16 of them, not all of them 0
 * @param sampled whether the trace is to be kept
 */
public record TraceContext(String trace, String span, boolean sampled) {
  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final int HEX = 16;
  private static final int SAMPLED = 1;

  public TraceContext {
    if (!isId(trace, 2 * HEX) || !isId(span, HEX)) {
      throw new IllegalArgumentException(
          "trace context: " + trace + "-" + span + " (expected: 32 and 16 hexadecimal digits)");
    }
  }

  private static boolean isId(String text, int digits) {
    return text.matches("[0-9a-f]{" + digits + "}") && !text.matches("0+");
  }

  /** Reads the header; empty for one that is to be passed over, as the standard asks for. */
  public static Optional<TraceContext> parse(String header) {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()
        || matcher.group(1).equals("ff")
        || (matcher.group(1).equals("00") && matcher.group(5) != null)
        || !isId(matcher.group(2), 2 * HEX)
        || !isId(matcher.group(3), HEX)) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(matcher.group(4), HEX) & SAMPLED) != 0;
    return Optional.of(new TraceContext(matcher.group(2), matcher.group(3), sampled));
  }

  /** The beginning of a trace that nobody has begun, which is to be kept. */
  static TraceContext root() {
    return new TraceContext(id() + id(), id(), true);
  }

  /** Another place in the same trace. */
  TraceContext child() {
    return new TraceContext(trace, id(), sampled);
  }

  private static String id() {
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return String.format("%016x", id);
  }

  /** As the header says it. */
  public String header() {
    return "00-" + trace + "-" + span + (sampled ? "-01" : "-00");
  }
}
