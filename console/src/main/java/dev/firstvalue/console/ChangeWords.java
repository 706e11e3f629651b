package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.Changes;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.ChangeReason;
import dev.firstvalue.reporting.page.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Changes as pages show them. */
final class ChangeWords {
  private ChangeWords() {}

  static Changes of(ChangeKind kind, List<ChangeReason> reasons, String text) {
    return new Changes(
        Optional.of(badge(kind)),
        reasons.stream().map(ChangeWords::reason).toList(),
        Changes.lines(text));
  }

  static Badge badge(ChangeKind kind) {
    return Badge.of(EnumWords.word(kind.getValueDescriptor()).toLowerCase(Locale.ROOT), tone(kind));
  }

  private static Changes.Reason reason(ChangeReason reason) {
    return new Changes.Reason(
        badge(reason.getKind()),
        Shown.line(reason.getPath()),
        reason.hasBefore() ? Shown.line(reason.getBefore()) : "",
        reason.hasAfter() ? Shown.line(reason.getAfter()) : "",
        Shown.line(reason.getWhy()));
  }

  private static Tone tone(ChangeKind kind) {
    return switch (kind) {
      case CHANGE_KIND_UNCHANGED, CHANGE_KIND_DESCRIPTION, CHANGE_KIND_REWRITE -> Tone.NEUTRAL;
      case CHANGE_KIND_NARROWS, CHANGE_KIND_WIDENS, CHANGE_KIND_SHIFTS -> Tone.CAUTION;
      case CHANGE_KIND_REDEFINES -> Tone.BAD;
      case CHANGE_KIND_UNSPECIFIED, UNRECOGNIZED -> Tone.NEUTRAL;
    };
  }
}
