package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Ratio;
import dev.firstvalue.definition.v1.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** What a condition asks for, in a few words. */
final class ClauseWords {
  private ClauseWords() {}

  static String of(Condition condition) {
    String words = form(condition);
    if (condition.getPerCount() > 0) {
      words += ", per " + String.join(" and ", condition.getPerList());
    }
    return condition.getWithin().isEmpty() ? words : words + ", within " + condition.getWithin();
  }

  private static String form(Condition condition) {
    if (condition.getAllCount() > 0) {
      return "all of " + condition.getAllCount();
    }
    if (condition.getAnyCount() > 0) {
      return "at least " + atLeast(condition) + " of " + condition.getAnyCount();
    }
    if (condition.getSequenceCount() > 0) {
      String steps =
          condition.getSequenceList().stream()
              .map(ClauseWords::step)
              .collect(Collectors.joining(", then "));
      return condition.getGap().isEmpty()
          ? steps
          : steps + ", at most " + condition.getGap() + " apart";
    }
    return condition.hasRatio() ? ratio(condition.getRatio()) : leaf(condition);
  }

  private static String leaf(Condition condition) {
    String rows = rows(condition.getEventList(), condition.getWhere());
    if (!condition.getSum().isEmpty()) {
      return "total " + condition.getSum() + " of " + atLeast(condition) + " in " + rows;
    }
    if (!condition.getDistinct().isEmpty()) {
      return atLeast(condition) + " distinct " + condition.getDistinct() + " in " + rows;
    }
    return atLeast(condition).equals("1") ? rows : atLeast(condition) + " × " + rows;
  }

  private static String step(Step step) {
    return rows(step.getEventList(), step.getWhere());
  }

  private static String ratio(Ratio ratio) {
    String words =
        counted(ratio.getOf())
            + " / "
            + counted(ratio.getTo())
            + " above "
            + number(ratio.getAbove())
            + ", from "
            + number(ratio.hasFrom() ? ratio.getFrom() : 1);
    return ratio.getAfter().isEmpty() ? words : words + ", looked at after " + ratio.getAfter();
  }

  private static String counted(Condition side) {
    String rows = rows(side.getEventList(), side.getWhere());
    return side.getDistinct().isEmpty() ? rows : "distinct " + side.getDistinct() + " in " + rows;
  }

  private static String rows(List<String> events, String where) {
    String names = String.join(" or ", events);
    return where.isEmpty() ? names : names + " where " + where;
  }

  private static String atLeast(Condition condition) {
    return number(condition.hasAtLeast() ? condition.getAtLeast() : 1);
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
