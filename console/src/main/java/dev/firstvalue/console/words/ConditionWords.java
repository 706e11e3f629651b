package dev.firstvalue.console.words;

import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Ratio;
import dev.firstvalue.definition.v1.Step;
import java.util.List;

/** A condition in words; what it means exactly is for docs/semantics.md to say. */
final class ConditionWords {
  private ConditionWords() {}

  static Clause of(Condition condition) {
    Clause.Writer out = new Clause.Writer();
    if (condition.getAllCount() > 0) {
      out.words("all of these");
      condition.getAllList().forEach(part -> out.part(of(part)));
    } else if (condition.getAnyCount() > 0) {
      out.words(
          condition.hasAtLeast() && condition.getAtLeast() > 1
              ? "at least " + number(condition.getAtLeast()) + " of these"
              : "any of these");
      condition.getAnyList().forEach(part -> out.part(of(part)));
    } else if (condition.getSequenceCount() > 0) {
      out.words("these, one after the other");
      if (!condition.getGap().isEmpty()) {
        out.words(", each within " + Durations.words(condition.getGap()) + " of the one before");
      }
      condition.getSequenceList().forEach(step -> out.part(step(step)));
    } else if (condition.hasRatio()) {
      ratio(out, condition.getRatio());
    } else {
      leaf(out, condition);
    }
    modifiers(out, condition);
    return out.done();
  }

  private static void leaf(Clause.Writer out, Condition leaf) {
    String least = number(leaf.hasAtLeast() ? leaf.getAtLeast() : 1);
    if (!leaf.getSum().isEmpty()) {
      out.words("a total of ").code(leaf.getSum()).words(" of at least " + least + " over ");
      events(out, leaf.getEventList(), leaf.getWhere(), leaf.getByList());
    } else if (leaf.getDistinct().equals("day")) {
      events(out, leaf.getEventList(), leaf.getWhere(), leaf.getByList());
      out.words(" on at least " + least + " different days");
    } else if (leaf.getDistinct().equals("user")) {
      events(out, leaf.getEventList(), leaf.getWhere(), leaf.getByList());
      out.words(" by at least " + least + " different users");
    } else if (!leaf.getDistinct().isEmpty()) {
      out.words("at least " + least + " different ").code(leaf.getDistinct()).words(" of ");
      events(out, leaf.getEventList(), leaf.getWhere(), leaf.getByList());
    } else {
      if (!least.equals("1")) {
        out.words("at least " + least + " × ");
      }
      events(out, leaf.getEventList(), leaf.getWhere(), leaf.getByList());
    }
  }

  private static Clause step(Step step) {
    Clause.Writer out = new Clause.Writer();
    events(out, step.getEventList(), step.getWhere(), step.getByList());
    if (!step.getName().isEmpty()) {
      out.words(", called ").code(step.getName());
    }
    return out.done();
  }

  /** The events that match, and which of them. */
  static void events(Clause.Writer out, List<String> events, String where, List<String> by) {
    out.codes(events);
    if (!by.isEmpty()) {
      out.words(" by whoever is in ").codes(by);
    }
    if (!where.isEmpty()) {
      out.words(" where ").code(where.strip());
    }
  }

  private static void ratio(Clause.Writer out, Ratio ratio) {
    out.words("more than " + number(ratio.getAbove()) + " ")
        .clause(of(ratio.getOf()))
        .words(" for each ")
        .clause(of(ratio.getTo()));
    if (ratio.hasFrom() && ratio.getFrom() > 1) {
      out.words(", once there are " + number(ratio.getFrom()) + " of the latter");
    }
    if (!ratio.getAfter().isEmpty()) {
      out.words(
          ", looked at once, " + Durations.words(ratio.getAfter()) + " after the first of them");
    }
  }

  private static void modifiers(Clause.Writer out, Condition condition) {
    if (condition.getPerCount() > 0) {
      out.words(", for one and the same ").codes(condition.getPerList());
    }
    if (!condition.getWithin().isEmpty()) {
      out.words(", within " + Durations.words(condition.getWithin()) + " of time zero");
    }
    if (condition.hasUnless()) {
      out.words(", unless ").clause(of(condition.getUnless())).words(" comes first");
    }
  }

  /** Without a fraction that says nothing, and without a power of ten. */
  private static String number(double value) {
    return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
