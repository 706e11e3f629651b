package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.definition.v1.Status;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.reporting.page.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a definition stands, as people ask for it. */
enum DefinitionStatus {
  ACTIVE(Tone.GOOD),
  DEPRECATED(Tone.CAUTION),
  RETIRED(Tone.NEUTRAL),
  DELETED(Tone.NEUTRAL),
  QUARANTINED(Tone.BAD);

  private final Tone tone;

  DefinitionStatus(Tone tone) {
    this.tone = tone;
  }

  /**
   * The status of a name by its newest version.
   *
   * @param unreadable paths of main
   */
  static DefinitionStatus of(DefinitionVersion newest, Set<String> unreadable) {
    String path = "definitions/" + newest.getName() + ".yaml";
    Status status = newest.getDefinition().getSpec().getStatus();
    if (unreadable.contains(path)) {
      return QUARANTINED;
    }
    if (status == Status.STATUS_RETIRED) {
      return RETIRED;
    }
    if (!newest.getActive()) {
      return DELETED;
    }
    return status == Status.STATUS_DEPRECATED ? DEPRECATED : ACTIVE;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(DefinitionStatus::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Badge badge() {
    return Badge.of(word(), tone);
  }
}
