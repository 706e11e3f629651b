package dev.firstvalue.cli.report;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.Clause;
import dev.firstvalue.definition.explain.Explanation;
import java.util.HashMap;
import java.util.Map;

/** An explanation to read: what came of it, clause by clause, then event by event. */
final class ExplanationText {
  private final Explanation explanation;
  private final ExplanationLines out;

  private ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    this.out =
        new ExplanationLines(
            explanation.watermark(),
            explanation.start().map(Explanation.Start::timeZero),
            names(explanation));
  }

  static String of(Explanation explanation) {
    return new ExplanationText(explanation).text();
  }

  private static Map<String, String> names(Explanation explanation) {
    Map<String, String> names = new HashMap<>();
    explanation.milestones().forEach(m -> names.put(m.clause().path(), "milestone " + m.name()));
    explanation.outcomes().forEach(o -> names.put(o.clause().path(), "outcome " + o.name()));
    return names;
  }

  private String text() {
    out.line(0, explanation.entity() + ": " + standing());
    explanation.start().ifPresent(this::start);
    explanation
        .qualifies()
        .ifPresent(
            clause -> {
              out.gap();
              out.clause(0, clause);
            });
    explanation.milestones().forEach(milestone -> out.clause(0, milestone.clause()));
    explanation.outcomes().forEach(outcome -> out.clause(outcome.clause(), outcome.begins()));
    out.gap();
    out.events(explanation.events());
    return out.toString();
  }

  private String standing() {
    return switch (explanation.standing()) {
      case NOT_STARTED -> "not started, no event is the definition's start";
      case EXCLUDED -> "excluded by the event model";
      case SET_ASIDE -> "set aside, more of its events match than are counted of one entity";
      case NOT_NEW ->
          "does not count, not verified to be new: "
              + explanation.start().flatMap(Explanation.Start::notNew).orElse("");
      case QUALIFIED -> "qualified";
      case OPEN -> "not yet qualified, the window is open";
      case MISSED -> "did not qualify, and no longer can";
    };
  }

  private void start(Explanation.Start start) {
    out.line(1, "started      " + Micros.instant(start.timeZero()));
    Long at = explanation.qualifies().map(Clause::at).orElse(null);
    if (at != null) {
      out.line(1, "qualified    " + out.instant(at));
    }
    out.windowEnds(start.windowEnds());
    start.variant().ifPresent(name -> out.line(1, "variant      " + name));
  }
}
