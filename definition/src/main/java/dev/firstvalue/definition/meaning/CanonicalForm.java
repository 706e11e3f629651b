package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a plan means as text, one part a line. The number on the first line changes whenever the
 * text of an old meaning would: every hash ever given depends on it.
 */
final class CanonicalForm {
  static final String MEANING = "meaning 1";

  private CanonicalForm() {}

  /** What makes a version. */
  static String meaning(Plan plan) {
    StringBuilder text = new StringBuilder(MEANING).append('\n');
    line(text, "entity", ExpressionText.of(plan.entity().column()));
    line(text, "start", stream(plan.anchor().stream()));
    plan.anchor().newness().ifPresent(newness -> line(text, "newness", seconds(newness)));
    line(text, "within", seconds(plan.window()));
    for (Plan.Case variant : plan.variants()) {
      line(
          text,
          "variant",
          predicate(variant.when()) + " " + InstantsText.of(variant.qualifies(), plan));
    }
    line(text, "qualifies", InstantsText.of(plan.qualifies(), plan));
    plan.source().exclude().ifPresent(out -> exclusion(text, "exclude", out));
    plan.source().excludeEntities().ifPresent(out -> exclusion(text, "excludeEntities", out));
    line(text, "identities", Boolean.toString(plan.source().identities().isPresent()));
    if (Rule.usesDay(plan)) {
      line(text, "zone", Quoted.of(plan.source().zone().getId()));
    }
    return text.toString();
  }

  /** What pins a report, except for the policy. */
  static String evidence(Plan plan) {
    StringBuilder text = new StringBuilder("evidence 1\n").append(meaning(plan));
    for (Plan.Case variant : plan.variants()) {
      line(text, "variantName", Quoted.of(variant.name()));
    }
    for (Plan.Step milestone : plan.milestones()) {
      line(
          text,
          "milestone",
          Quoted.of(milestone.name()) + " " + InstantsText.of(milestone.instants(), plan));
    }
    for (Plan.Outcome outcome : plan.outcomes()) {
      line(
          text,
          "outcome",
          Quoted.of(outcome.name())
              + " "
              + seconds(outcome.range().from())
              + " "
              + seconds(outcome.range().to())
              + " "
              + InstantsText.of(outcome.instants(), plan));
    }
    for (Expression attribute : plan.attributes()) {
      line(text, "segment", ExpressionText.of(attribute));
    }
    // Days may be read by milestones and outcomes alone.
    line(text, "zone", Quoted.of(plan.source().zone().getId()));
    return text.toString();
  }

  static String stream(Stream stream) {
    List<String> whose = stream.whose().stream().map(ExpressionText::of).sorted().toList();
    return "(events "
        + String.join(" ", stream.events().stream().map(Quoted::of).toList())
        + ") (whose "
        + String.join(" ", whose)
        + ")"
        + stream
            .where()
            .flatMap(CanonicalForm::unlessTrue)
            .map(w -> " (where " + w + ")")
            .orElse("");
  }

  static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  static String predicate(Expression expression) {
    return ExpressionText.of(Normal.form(expression));
  }

  private static Optional<String> unlessTrue(Expression where) {
    return Optional.of(predicate(where)).filter(text -> !text.equals("true"));
  }

  /** What excludes nothing is no exclusion. */
  private static void exclusion(StringBuilder text, String name, Expression out) {
    String predicate = predicate(out);
    if (!predicate.equals("false")) {
      line(text, name, predicate);
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
