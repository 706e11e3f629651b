package dev.firstvalue.registry.reader;

import dev.firstvalue.registry.access.CallHeaders;
import dev.firstvalue.registry.access.Caller;
import io.grpc.Metadata;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * With what somebody calls. All of it is text that a stranger chose: it is cut, and whatever is no
 * plain character of a product's name is replaced.
 *
 * @param caller who it called as; at most 100 characters
 * @param name as the client says; at most 64 characters
 * @param version as the client says; at most 32 characters, empty for none
 */
public record ReaderClient(String caller, String name, String version) {
  /** Where a client says who it is: {@code pricing/2.4.1}. Over HTTP the header is the same. */
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("firstvalue-client", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);
  private static final String UNKNOWN = "unknown";

  /** Longer ones are cut before anything looks at them. */
  private static final int LONGEST_TEXT = 200;

  private static final int LONGEST_CALLER = 100;

  /** The first product of a user agent: {@code NAME}, or {@code NAME/VERSION}. */
  private static final Pattern PRODUCT =
      Pattern.compile("([A-Za-z0-9._+-]{1,64})[A-Za-z0-9._+-]*(?:/([A-Za-z0-9._+-]{1,32}))?.*");

  /** What pages of this process call themselves. */
  public static final String CONSOLE = "firstvalue-console";

  /** With these people look at a definition; no program counts by it. */
  private static final Set<String> LOOKERS = Set.of("firstvalue-command-line", CONSOLE);

  /** All who are too many to be told apart. */
  static final String OTHERS = "(other)";

  /** What was made of those who called lately: each says the same with every call. */
  private static final Map<Said, ReaderClient> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 4096;

  private record Said(String caller, String text) {}

  /** A client by what it says of itself. */
  static ReaderClient of(String caller, @Nullable String said) {
    String who = printable(caller, LONGEST_CALLER);
    Matcher product = PRODUCT.matcher(said == null ? "" : printable(said, LONGEST_TEXT));
    if (!product.matches()) {
      return new ReaderClient(who, UNKNOWN, "");
    }
    @Nullable String version = product.group(2);
    return new ReaderClient(who, product.group(1), version == null ? "" : version);
  }

  /** The client of the call under way. */
  public static ReaderClient current() {
    @Nullable Metadata headers = CallHeaders.current();
    @Nullable String text = headers == null ? null : headers.get(HEADER);
    if (headers != null && text == null) {
      text = headers.get(AGENT);
    }
    String caller = Caller.current().name();
    if (text == null || text.length() > LONGEST_TEXT) {
      return of(caller, text);
    }
    Said key = new Said(caller, text);
    @Nullable ReaderClient known = KNOWN.get(key);
    if (known == null) {
      known = of(caller, text);
      if (KNOWN.size() < MOST_KNOWN) {
        KNOWN.put(key, known);
      }
    }
    return known;
  }

  /** Whether its reads say that something depends on the definition. */
  public boolean depends() {
    return !LOOKERS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static String printable(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most);
    return cut.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? cut : cut.replaceAll("[^ -~]", "?");
  }
}
