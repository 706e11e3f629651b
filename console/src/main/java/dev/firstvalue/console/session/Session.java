package dev.firstvalue.console.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signed in.
 *
 * @param token what the registry knows them by; it never leaves the process
 * @param formKey what every form of theirs carries, and no other site's can
 * @param ends when they have to sign in again
 */
public record Session(String token, String formKey, Instant ends) {
  /** Whether a form is one of this session's. */
  public boolean wrote(@Nullable String key) {
    return key != null
        && MessageDigest.isEqual(
            key.getBytes(StandardCharsets.UTF_8), formKey.getBytes(StandardCharsets.UTF_8));
  }

  /** The token in the form of the header. */
  public String authorization() {
    return "Bearer " + token;
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "Session[ends=" + ends + "]";
  }
}
