package dev.firstvalue.definition.document;

import build.buf.validate.DoubleRules;
import build.buf.validate.EnumRules;
import build.buf.validate.FieldRules;
import build.buf.validate.Int32Rules;
import build.buf.validate.StringRules;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import dev.firstvalue.proto.EnumWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The constraints of single values. */
final class ValueRules {
  /** What the patterns of the protos mean, for people; a test knows whether one is missing. */
  static final Map<String, String> PATTERNS =
      Map.of(
          "^[a-z][a-z0-9-]{0,62}$",
          "lower-case letters, digits and hyphens, at most 63, beginning with a letter",
          "^([a-z][a-z0-9_]{0,62})?$",
          "lower-case letters, digits and underscores, at most 63, beginning with a letter",
          "^(([1-9][0-9]{0,4}d)?([0-9]{1,6}h)?([0-9]{1,8}m)?([0-9]{1,9}s)?)?$",
          "a duration like 90s, 15m, 24h, 7d or 2d3h",
          "^([1-9][0-9]{0,4}d)?([0-9]{1,6}h)?([0-9]{1,8}m)?([0-9]{1,9}s)?$",
          "a duration like 90s, 15m, 24h, 7d or 2d3h",
          "^([0-9]{1,5}d)?([0-9]{1,6}h)?([0-9]{1,8}m)?([0-9]{1,9}s)?$",
          "a duration like 0d, 15m, 24h, 7d or 2d3h",
          "^[+]([0-9]{1,5}d)?([0-9]{1,6}h)?([0-9]{1,8}m)?([0-9]{1,9}s)?$",
          "+ and a duration, like +0s or +2d3h",
          "^([+]([0-9]{1,5}d)?([0-9]{1,6}h)?([0-9]{1,8}m)?([0-9]{1,9}s)?)?$",
          "+ and a duration, like +0s or +2d3h",
          "^(sha256:[0-9a-f]{64})?$",
          "sha256: and 64 hexadecimal digits",
          "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
          "a date like 2026-12-31");

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private ValueRules() {}

  /** What would be accepted, if the value is not. */
  static Optional<String> broken(Object value, FieldRules rules) {
    return switch (value) {
      case String text when rules.hasString() -> text(text, rules.getString());
      case Integer number when rules.hasInt32() -> integer(number, rules.getInt32());
      case Double number when rules.hasDouble() -> number(number, rules.getDouble());
      case EnumValueDescriptor word when rules.hasEnum() -> word(word, rules.getEnum());
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(String text, StringRules rules) {
    long length = text.codePointCount(0, text.length());
    if (rules.hasConst() && !text.equals(rules.getConst())) {
      return Optional.of(rules.getConst());
    }
    if (rules.getInCount() > 0 && !rules.getInList().contains(text)) {
      return Optional.of(
          "one of "
              + String.join(", ", rules.getInList().stream().filter(w -> !w.isEmpty()).toList()));
    }
    // Not find(): a "$" of Java also stands before a line feed at the end.
    if (rules.hasPattern()
        && !COMPILED
            .computeIfAbsent(rules.getPattern(), Pattern::compile)
            .matcher(text)
            .matches()) {
      return Optional.of(PATTERNS.getOrDefault(rules.getPattern(), rules.getPattern()));
    }
    if (length < rules.getMinLen()) {
      return Optional.of(
          PATTERNS.getOrDefault(
              rules.getPattern(), "at least " + rules.getMinLen() + " characters"));
    }
    if (rules.hasMaxLen() && length > rules.getMaxLen()) {
      return Optional.of("at most " + rules.getMaxLen() + " characters, not " + length);
    }
    return Optional.empty();
  }

  private static Optional<String> integer(int number, Int32Rules rules) {
    if (rules.getInCount() > 0 && !rules.getInList().contains(number)) {
      return Optional.of(
          "one of " + String.join(", ", rules.getInList().stream().map(String::valueOf).toList()));
    }
    return rules.hasGte() && number < rules.getGte()
        ? Optional.of("at least " + rules.getGte())
        : Optional.empty();
  }

  private static Optional<String> number(double number, DoubleRules rules) {
    boolean kept =
        (!rules.hasGt() || number > rules.getGt())
            && (!rules.hasGte() || number >= rules.getGte())
            && (!rules.hasLt() || number < rules.getLt())
            && (!rules.hasLte() || number <= rules.getLte())
            && (!rules.getFinite() || Double.isFinite(number));
    if (kept) {
      return Optional.empty();
    }
    List<String> limits = new ArrayList<>();
    if (rules.hasGt()) {
      limits.add("above " + plain(rules.getGt()));
    }
    if (rules.hasGte()) {
      limits.add("at least " + plain(rules.getGte()));
    }
    if (rules.hasLt()) {
      limits.add("below " + plain(rules.getLt()));
    }
    if (rules.hasLte()) {
      limits.add("at most " + plain(rules.getLte()));
    }
    return Optional.of("a number " + String.join(" and ", limits));
  }

  private static Optional<String> word(EnumValueDescriptor word, EnumRules rules) {
    return rules.getNotInList().contains(word.getNumber())
        ? Optional.of("one of " + String.join(", ", EnumWords.words(word.getType())))
        : Optional.empty();
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
