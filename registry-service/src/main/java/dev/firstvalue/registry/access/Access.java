package dev.firstvalue.registry.access;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a server learns who asks. Thread-safe. */
public sealed interface Access {
  /**
   * The caller.
   *
   * @param secret the token that came along, if one did
   * @param certificate the name in the certificate that the connection showed, if it did
   * @throws FirstvalueException UNAUTHENTICATED
   */
  Caller caller(Optional<String> secret, Optional<String> certificate);

  /** Nobody has to say who they are: for a server that listens to this machine alone. */
  record Open() implements Access {
    @Override
    public Caller caller(Optional<String> secret, Optional<String> certificate) {
      return Caller.ANYBODY;
    }
  }

  /**
   * Everybody shows a token. Without one a certificate, where the server asks for certificates,
   * makes a service of its name.
   *
   * <p>A change of the tokens counts within a second. Tokens that cannot be read are none.
   */
  final class ByToken implements Access {
    private static final Logger LOG = LoggerFactory.getLogger(ByToken.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Tokens tokens;
    private final InstantSource clock;
    private volatile Known known = new Known(Map.of(), Instant.EPOCH, FileTime.fromMillis(0), -1);

    /** What was read when, of which file. */
    private record Known(Map<String, Token> byId, Instant at, FileTime modified, long size) {}

    /** By the tokens of a registry. */
    public ByToken(Tokens tokens, InstantSource clock) {
      this.tokens = tokens;
      this.clock = clock;
    }

    @Override
    public Caller caller(Optional<String> secret, Optional<String> certificate) {
      if (secret.isEmpty() && certificate.isPresent()) {
        return new Caller(certificate.get(), "", Role.SERVICE);
      }
      Instant now = clock.instant();
      return secret
          .flatMap(
              text ->
                  Tokens.id(text)
                      .flatMap(id -> Optional.ofNullable(known(now).byId().get(id)))
                      .filter(token -> token.matches(text) && token.good(now)))
          .map(Token::caller)
          .orElseThrow(() -> unauthenticated(secret.isPresent()));
    }

    private Known known(Instant now) {
      Known seen = known;
      if (Duration.between(seen.at(), now).abs().compareTo(LOOK_EVERY) < 0) {
        return seen;
      }
      return look(now);
    }

    private synchronized Known look(Instant now) {
      try {
        FileTime modified = Files.getLastModifiedTime(tokens.file());
        long size = Files.size(tokens.file());
        known =
            modified.equals(known.modified()) && size == known.size()
                ? new Known(known.byId(), now, modified, size)
                : new Known(
                    tokens.read().stream()
                        .collect(Collectors.toUnmodifiableMap(Token::id, Function.identity())),
                    now,
                    modified,
                    size);
      } catch (IOException e) {
        LOG.error("the tokens cannot be read, and nobody is let in: {}", e.toString());
        known = new Known(Map.of(), now, FileTime.fromMillis(0), -1);
      }
      return known;
    }

    private static FirstvalueException unauthenticated(boolean shown) {
      return new FirstvalueException(
          ErrorCode.UNAUTHENTICATED,
          "token",
          shown ? "it is unknown, revoked or expired" : "the request has none",
          "Send a good one as Authorization: Bearer …; commands read it from FIRSTVALUE_TOKEN or"
              + " --token-file");
    }
  }
}
