package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.HashSplit;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** The part of an entity in a {@link HashSplit}. */
final class HashSplitSql {
  private HashSplitSql() {}

  /** The part, Int64, from the SQL of the entity's id and of its account's, texts. */
  static String part(HashSplit split, String entity, String account) {
    return "toInt64(" + number(split, entity, account) + " % " + split.parts() + ")";
  }

  /** The number that decides about the part, UInt64. */
  static String number(HashSplit split, String entity, String account) {
    String id =
        switch (split.unit()) {
          case ENTITY -> entity;
          case ACCOUNT -> "ifNull(" + account + ", " + entity + ")";
        };
    String salted =
        split.salt().isEmpty() ? id : "concat(" + SqlText.literal(split.salt()) + ", " + id + ")";
    // The first 8 bytes with the highest first: the store reads numbers with the lowest first.
    return "reinterpretAsUInt64(reverse(substring(SHA256(" + salted + "), 1, 8)))";
  }

  /** A column name that no other split has. */
  static String name(HashSplit split) {
    return "part_"
        + split.parts()
        + "_"
        + split.unit().name().toLowerCase(Locale.ROOT)
        + "_"
        + HexFormat.of().formatHex(split.salt().getBytes(StandardCharsets.UTF_8));
  }
}
