package dev.firstvalue.client;

import java.util.regex.Pattern;

/**
 * Which program a client is part of: the registry tells by it who still reads a definition.
 *
 * @param name letters, digits, dots, hyphens, underscores and plus signs: 1 to 64 of them
 * @param version the same, 1 to 32 of them, or empty
 */
public record ClientProgram(String name, String version) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+-]{1,64}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._+-]{0,32}");

  /** A program that does not say. */
  public static final ClientProgram UNNAMED = new ClientProgram("firstvalue-java-client", "");

  /** Refuses what the registry would cut or replace. */
  public ClientProgram {
    require("name", name, NAME);
    require("version", version, VERSION);
  }

  private static void require(String what, String text, Pattern pattern) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "program."
              + what
              + ": "
              + text.replaceAll("\\p{Cntrl}", "?")
              + " (expected: "
              + pattern
              + ")");
    }
  }

  /** As it is sent: {@code pricing/2.4.1}. */
  String header() {
    return version.isEmpty() ? name : name + "/" + version;
  }
}
