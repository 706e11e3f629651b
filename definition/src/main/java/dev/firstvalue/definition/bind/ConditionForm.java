package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.v1.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms of a condition, and which modifiers each takes. */
enum ConditionForm {
  LEAF,
  ALL,
  ANY,
  SEQUENCE,
  RATIO;

  private List<String> modifiers() {
    return switch (this) {
      case LEAF -> List.of("where", "by", "atLeast", "distinct", "sum", "per", "unless", "within");
      case ALL -> List.of("unless", "within");
      case ANY -> List.of("atLeast", "unless", "within");
      case SEQUENCE -> List.of("gap", "simultaneous", "per", "unless", "within");
      case RATIO -> List.of("per", "unless", "within");
    };
  }

  /** The one form of a condition, or null with a finding. */
  static @Nullable ConditionForm of(Condition condition, String path, Notes notes) {
    List<ConditionForm> forms = new ArrayList<>();
    if (condition.getEventCount() > 0) {
      forms.add(LEAF);
    }
    if (condition.getAllCount() > 0) {
      forms.add(ALL);
    }
    if (condition.getAnyCount() > 0) {
      forms.add(ANY);
    }
    if (condition.getSequenceCount() > 0) {
      forms.add(SEQUENCE);
    }
    if (condition.hasRatio()) {
      forms.add(RATIO);
    }
    if (forms.size() == 1) {
      return forms.getFirst();
    }
    notes.error(
        "condition-one-form",
        path,
        "a condition has exactly one form",
        forms.isEmpty()
            ? "none"
            : String.join(" and ", forms.stream().map(ConditionForm::word).toList()),
        "one of event, all, any, sequence and ratio");
    return null;
  }

  /** Whether the form takes its modifiers; if not, with findings. */
  boolean accepts(Condition condition, String path, Notes notes) {
    boolean accepted = true;
    for (String modifier : written(condition)) {
      String at = FieldPath.field(path, modifier);
      if (!modifiers().contains(modifier)) {
        notes.error(
            "modifier-misplaced",
            at,
            "does not go with " + word(),
            modifier,
            String.join(", ", modifiers()));
        accepted = false;
      }
    }
    return accepted;
  }

  /** The modifiers that are written. */
  static List<String> written(Condition condition) {
    List<String> written = new ArrayList<>();
    note(written, "where", !condition.getWhere().isEmpty());
    note(written, "by", condition.getByCount() > 0);
    note(written, "atLeast", condition.hasAtLeast());
    note(written, "distinct", !condition.getDistinct().isEmpty());
    note(written, "sum", !condition.getSum().isEmpty());
    note(written, "gap", !condition.getGap().isEmpty());
    note(written, "simultaneous", condition.getSimultaneous());
    note(written, "per", condition.getPerCount() > 0);
    note(written, "unless", condition.hasUnless());
    note(written, "within", !condition.getWithin().isEmpty());
    return written;
  }

  private static void note(List<String> written, String modifier, boolean present) {
    if (present) {
      written.add(modifier);
    }
  }

  /** The word that the form begins with. */
  String word() {
    return this == LEAF ? "event" : name().toLowerCase(Locale.ROOT);
  }
}
