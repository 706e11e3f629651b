package dev.firstvalue.definition.facts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A split of entities into parts that reports may depend on: the first 8 bytes of SHA-256(salt ‖
 * id) in UTF-8, read as an unsigned whole number with the highest byte first, modulo the number of
 * parts. It is the same in every store and in memory, and does not change when entities are added.
 *
 * @param salt what tells one split from another; splits of different salts are independent
 * @param parts how many parts, 1 to 1,000
 * @param unit whose id decides
 */
public record HashSplit(String salt, int parts, Unit unit) {
  private static final int MOST = 1_000;

  /** Whose id decides about the part of an entity. */
  public enum Unit {
    /** The entity's own. */
    ENTITY,
    /**
     * The account's, so that clusters stay whole; the entity's own where no account is known. For
     * definitions it is the account on the start event, for experiments the exposure's first.
     */
    ACCOUNT
  }

  public HashSplit {
    if (parts < 1 || parts > MOST) {
      throw new IllegalArgumentException("parts: " + parts + " (expected: 1 to " + MOST + ")");
    }
  }

  /** The part of an entity, 0 to {@code parts} - 1. */
  public int part(String entity, @Nullable String account) {
    return Math.toIntExact(Long.remainderUnsigned(number(entity, account), parts));
  }

  /** The number that decides about the part: its 64 bits. */
  public long number(String entity, @Nullable String account) {
    String id = unit == Unit.ACCOUNT && account != null ? account : entity;
    return ByteBuffer.wrap(digest((salt + id).getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
