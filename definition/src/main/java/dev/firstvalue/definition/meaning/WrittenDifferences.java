package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.meaning.Change.State;
import dev.firstvalue.definition.v1.EventModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What differs between two states whatever it means, path by path. */
final class WrittenDifferences {
  private static final Pattern RULE =
      Pattern.compile(
          "spec\\.(entity|start|within|qualifies"
              + "|variants(?!\\[\\d+\\]\\.name$))(\\..*|\\[.*)?",
          Pattern.DOTALL);

  private WrittenDifferences() {}

  /** Everything, for two rules that are the same by construction. */
  static List<Reason> all(State before, State after) {
    List<Reason> reasons = new ArrayList<>();
    for (Difference difference : documents(before, after)) {
      reasons.add(isOfRule(difference) ? rewrite(difference) : description(difference));
    }
    EventModelSpec was = before.model().getSpec();
    EventModelSpec is = after.model().getSpec();
    text("exclude", was.getExclude(), is.getExclude(), reasons);
    text("excludeEntities", was.getExcludeEntities(), is.getExcludeEntities(), reasons);
    return reasons;
  }

  /** What differs beside the rule, names of variants apart: they may stand elsewhere now. */
  static List<Reason> besideTheRule(State before, State after) {
    return documents(before, after).stream()
        .filter(difference -> !isOfRule(difference))
        .filter(difference -> !difference.path().startsWith(VariantComparison.VARIANTS))
        .map(WrittenDifferences::description)
        .toList();
  }

  static Reason rewrite(Difference difference) {
    return new Reason(Kind.REWRITE, difference, "means the same");
  }

  static Reason description(Difference difference) {
    return new Reason(Kind.DESCRIPTION, difference, "stands beside the rule");
  }

  private static void text(String field, String was, String is, List<Reason> into) {
    Difference difference = Difference.ofText(RuleComparison.MODEL + field, was, is);
    if (!was.equals(is)) {
      into.add(rewrite(difference));
    }
  }

  private static boolean isOfRule(Difference difference) {
    return RULE.matcher(difference.path()).matches();
  }

  private static List<Difference> documents(State before, State after) {
    return Difference.between("", before.document(), after.document());
  }
}
