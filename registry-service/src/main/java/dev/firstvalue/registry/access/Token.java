package dev.firstvalue.registry.access;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token as the registry keeps it: everything but the secret, of which only the hash is known. The
 * secret has 256 random bits, so that one round of SHA-256 is all it needs.
 *
 * @param id 12 hexadecimal digits
 * @param hash SHA-256 of the whole token, in hexadecimal digits
 * @param revoked when it was; it stays listed
 */
public record Token(
    String id,
    Caller caller,
    String hash,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> revoked) {
  /** Refuses what is no token. */
  public Token {
    if (!id.matches("[0-9a-f]{12}") || !hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("token: (expected: an id and a hash in hexadecimal)");
    }
  }

  /** Whether it is good at an instant. */
  public boolean good(Instant at) {
    return revoked.isEmpty() && expires.map(at::isBefore).orElse(true);
  }

  /** Whether this is its secret; takes as long whether it is or not. */
  boolean matches(String secret) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII),
        hashOf(secret).getBytes(StandardCharsets.US_ASCII));
  }

  static String hashOf(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Token revokedAt(Instant at) {
    return revoked.isPresent()
        ? this
        : new Token(id, caller, hash, created, expires, Optional.of(at));
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("id", id);
    json.addProperty("name", caller.name());
    json.addProperty("email", caller.email());
    json.addProperty("role", caller.role().word());
    json.addProperty("sha256", hash);
    json.addProperty("created", created.toString());
    expires.ifPresent(at -> json.addProperty("expires", at.toString()));
    revoked.ifPresent(at -> json.addProperty("revoked", at.toString()));
    return json;
  }

  static Token of(JsonObject json) {
    return new Token(
        json.get("id").getAsString(),
        new Caller(
            json.get("name").getAsString(),
            json.get("email").getAsString(),
            Role.parse(json.get("role").getAsString())),
        json.get("sha256").getAsString(),
        Instant.parse(json.get("created").getAsString()),
        instant(json, "expires"),
        instant(json, "revoked"));
  }

  private static Optional<Instant> instant(JsonObject json, String field) {
    @Nullable String text = json.has(field) ? json.get(field).getAsString() : null;
    return Optional.ofNullable(text).map(Instant::parse);
  }
}
