package dev.firstvalue.console;

import dev.firstvalue.registry.v1.DefinitionVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How versions are called. */
final class Versions {
  private static final Pattern FILE = Pattern.compile("definitions/([a-z][a-z0-9-]{0,62})\\.yaml");

  private Versions() {}

  /** {@code 3}, or {@code 3.1} where its words changed since. */
  static String number(DefinitionVersion version) {
    return version.getRevision() == 0
        ? Integer.toString(version.getVersion())
        : version.getVersion() + "." + version.getRevision();
  }

  /** The definition whose file this is. */
  static Optional<String> definitionAt(String path) {
    Matcher file = FILE.matcher(path);
    return file.matches() ? Optional.of(file.group(1)) : Optional.empty();
  }
}
