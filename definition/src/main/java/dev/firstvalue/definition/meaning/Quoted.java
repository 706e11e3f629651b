package dev.firstvalue.definition.meaning;

/** Texts inside a canonical form: in quotes, so that no text can pass for structure. */
final class Quoted {
  private Quoted() {}

  static String of(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
