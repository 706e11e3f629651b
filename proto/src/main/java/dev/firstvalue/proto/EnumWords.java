package dev.firstvalue.proto;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of an enum as people write them: {@code ACTIVATION} is {@code STAGE_ACTIVATION} on the
 * wire.
 */
public final class EnumWords {
  private EnumWords() {}

  /** The word of a value: its name without the prefix that names the enum. */
  public static String word(EnumValueDescriptor value) {
    String prefix = prefix(value.getType());
    String name = value.getName();
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  /** Every word of an enum but the one for "unspecified", in the order of declaration. */
  public static List<String> words(EnumDescriptor type) {
    List<String> words = new ArrayList<>();
    for (EnumValueDescriptor value : type.getValues()) {
      if (value.getNumber() != 0) {
        words.add(word(value));
      }
    }
    return words;
  }

  /**
   * The wire name of a word: {@code STAGE_ACTIVATION} of {@code ACTIVATION}, whether it exists or
   * not.
   */
  public static String wireName(EnumDescriptor type, String word) {
    return prefix(type) + word;
  }

  private static String prefix(EnumDescriptor type) {
    return type.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + "_";
  }
}
