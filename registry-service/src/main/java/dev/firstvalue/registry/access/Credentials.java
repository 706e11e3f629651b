package dev.firstvalue.registry.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token in an {@code Authorization} header. */
public final class Credentials {
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private Credentials() {}

  /**
   * The token of a header: of {@code Bearer}, or the password of {@code Basic}, which is all that
   * Git and browsers know.
   *
   * @return empty without a header; something that is no token for one that cannot be read
   */
  public static Optional<String> of(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String lower = header.toLowerCase(Locale.ROOT);
    if (lower.startsWith(BEARER)) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    if (lower.startsWith(BASIC)) {
      return Optional.of(password(header.substring(BASIC.length()).strip()));
    }
    return Optional.of("");
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
