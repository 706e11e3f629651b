package dev.firstvalue.cli.registry;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.reporting.render.Printable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes versions. */
final class Versions {
  private Versions() {}

  /** Version and revision: {@code 2} or {@code 2.1}. */
  static String number(DefinitionVersion version) {
    return version.getRevision() == 0
        ? String.valueOf(version.getVersion())
        : version.getVersion() + "." + version.getRevision();
  }

  /** One version with its document. */
  static String one(DefinitionVersion version) {
    StringBuilder out = new StringBuilder();
    line(out, "name", version.getName());
    line(out, "version", number(version) + (version.getActive() ? " (active)" : ""));
    line(out, "meaning", version.getMeaningHash());
    line(out, "recorded at", recordedAt(version));
    line(out, "commit", version.getCommit());
    line(out, "author", version.getAuthor());
    line(out, "subject", version.getSubject());
    if (!version.getNotice().isEmpty()) {
      line(out, "notice", version.getNotice());
    }
    out.append('\n');
    version.getSource().lines().forEach(l -> out.append(Printable.line(l)).append('\n'));
    return out.toString();
  }

  /** How a name stands, by its newest version. */
  enum Standing {
    ACTIVE,
    DEPRECATED,
    RETIRED
  }

  /** In which order names are listed. */
  enum Order {
    /** By name. */
    NAME,
    /** By the newest version or revision of each, the newest first. */
    NEWEST;

    Comparator<DefinitionVersion> comparator() {
      Comparator<DefinitionVersion> byName = Comparator.comparing(DefinitionVersion::getName);
      return switch (this) {
        case NAME -> byName;
        case NEWEST ->
            Comparator.comparing(DefinitionVersion::getRecordedAt, Timestamps.comparator())
                .reversed()
                .thenComparing(byName);
      };
    }
  }

  /** How a name stands; one whose file was deleted is retired. */
  static Standing standing(DefinitionVersion newest) {
    if (!newest.getActive()) {
      return Standing.RETIRED;
    }
    return newest.getNotice().isEmpty() ? Standing.ACTIVE : Standing.DEPRECATED;
  }

  /** The newest versions of names, a line each, with how the name stands. */
  static String names(List<DefinitionVersion> newest) {
    return table(newest, version -> standing(version).name().toLowerCase(Locale.ROOT));
  }

  /** Versions of one name, a line each. */
  static String table(List<DefinitionVersion> versions) {
    return table(
        versions,
        version -> version.getActive() ? standing(version).name().toLowerCase(Locale.ROOT) : "");
  }

  private static String table(
      List<DefinitionVersion> versions, Function<DefinitionVersion, String> standing) {
    StringBuilder out = new StringBuilder();
    for (DefinitionVersion version : versions) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-28s %-6s %-10s %s  %s  %s%n",
              version.getName(),
              number(version),
              standing.apply(version),
              recordedAt(version),
              version
                  .getMeaningHash()
                  .substring(0, Math.min(19, version.getMeaningHash().length())),
              Printable.line(version.getSubject())));
    }
    return out.toString();
  }

  /** A JSON array. */
  static String json(List<DefinitionVersion> versions) {
    return versions.stream()
        .map(ProtoJson::printReport)
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }

  private static String recordedAt(DefinitionVersion version) {
    return Instant.ofEpochSecond(version.getRecordedAt().getSeconds()).toString();
  }

  private static void line(StringBuilder out, String what, String value) {
    out.append(String.format(Locale.ROOT, "%-12s %s%n", what, Printable.line(value)));
  }
}
