package dev.firstvalue.console.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in. A session is known by the hash of a secret of 256 random bits, which is in the
 * cookie alone. Sessions are in memory: after a restart people sign in again. Thread-safe.
 */
public final class Sessions {
  /** How long a session is good. */
  public static final Duration LIFE = Duration.ofHours(12);

  /** More than these, and the oldest has to sign in again. */
  static final int MOST = 10_000;

  private static final int BYTES = 32;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /** Nobody is signed in. */
  public Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Signs somebody in.
   *
   * @return the secret for their cookie
   */
  public synchronized String open(String token) {
    Instant now = clock.instant();
    // The oldest are first, and end first.
    Iterator<Session> oldest = sessions.values().iterator();
    while (oldest.hasNext() && (!oldest.next().ends().isAfter(now) || sessions.size() >= MOST)) {
      oldest.remove();
    }
    String secret = random();
    sessions.put(hash(secret), new Session(token, random(), now.plus(LIFE)));
    return secret;
  }

  /** Who holds a secret. */
  public synchronized Optional<Session> of(String secret) {
    return Optional.ofNullable(sessions.get(hash(secret)))
        .filter(session -> session.ends().isAfter(clock.instant()));
  }

  /** Signs somebody out. */
  public synchronized void close(String secret) {
    sessions.remove(hash(secret));
  }

  private String random() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
