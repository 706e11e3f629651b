package dev.firstvalue.cli.report;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.Clause;
import dev.firstvalue.definition.explain.Explanation;
import dev.firstvalue.definition.explain.Mark;
import dev.firstvalue.definition.explain.Progress;
import dev.firstvalue.definition.explain.TimelineEvent;
import dev.firstvalue.reporting.render.Printable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation to read: what came of it, clause by clause, then event by event. */
final class ExplanationText {
  /** Events of a timeline that are shown; json has them all. */
  private static final int SHOWN = 200;

  private final Explanation explanation;
  private final StringBuilder out = new StringBuilder();

  private ExplanationText(Explanation explanation) {
    this.explanation = explanation;
  }

  static String of(Explanation explanation) {
    return new ExplanationText(explanation).text();
  }

  private String text() {
    line(0, explanation.entity() + ": " + standing());
    explanation.start().ifPresent(this::start);
    explanation
        .qualifies()
        .ifPresent(
            clause -> {
              out.append('\n');
              clause(0, clause);
            });
    explanation.milestones().forEach(milestone -> clause(0, milestone.clause()));
    out.append('\n');
    explanation.events().stream().limit(SHOWN).forEach(this::event);
    int more = explanation.events().size() - SHOWN;
    if (more > 0) {
      line(0, String.format(Locale.ROOT, "… and %,d more events: --format json", more));
    }
    return out.toString();
  }

  private String standing() {
    return switch (explanation.standing()) {
      case NOT_STARTED -> "not started, no event is the definition's start";
      case EXCLUDED -> "excluded by the event model";
      case NOT_NEW ->
          "does not count, not verified to be new: "
              + explanation.start().flatMap(Explanation.Start::notNew).orElse("");
      case QUALIFIED -> "qualified";
      case OPEN -> "not yet qualified, the window is open";
      case MISSED -> "did not qualify, and no longer can";
    };
  }

  private void start(Explanation.Start start) {
    line(1, "started      " + Micros.instant(start.timeZero()));
    explanation
        .qualifies()
        .ifPresent(
            clause -> {
              Long at = clause.at();
              if (at != null) {
                line(1, "qualified    " + Micros.instant(at) + "  +" + since(at));
              }
            });
    long left = start.windowEnds() - explanation.watermark();
    line(
        1,
        "window ends  "
            + Micros.instant(start.windowEnds())
            + (left > 0 ? "  " + RoughTime.of(left) + " left" : "  over"));
    line(1, "as of        " + Micros.instant(explanation.watermark()));
    start.variant().ifPresent(name -> line(1, "variant      " + name));
  }

  private void clause(int depth, Clause clause) {
    line(depth, sign(clause) + " " + name(clause.path()) + ": " + clause.words());
    line(depth + 2, status(clause) + group(clause));
    clause.parts().forEach(part -> clause(depth + 1, part));
    clause.unless().ifPresent(veto -> veto(depth + 1, veto));
  }

  private void veto(int depth, Clause veto) {
    Long at = veto.at();
    line(depth, name(veto.path()) + ": " + veto.words());
    line(
        depth + 2,
        at == null ? "has not happened" : "happened at " + Micros.instant(at) + "  +" + since(at));
    veto.parts().forEach(part -> clause(depth + 1, part));
  }

  private static String sign(Clause clause) {
    return switch (clause.state()) {
      case HOLDS -> "[x]";
      case OPEN -> "[ ]";
      case OVER, VETOED -> "[-]";
    };
  }

  private String status(Clause clause) {
    Long at = clause.at();
    return switch (clause.state()) {
      case HOLDS -> at == null ? "holds" : "holds since " + Micros.instant(at) + "  +" + since(at);
      case OPEN ->
          progress(clause.progress())
              + ", "
              + RoughTime.of(clause.ends() - explanation.watermark())
              + " left";
      case OVER -> progress(clause.progress()) + ", can no longer hold";
      case VETOED ->
          progress(clause.progress())
              + ", ruled out"
              + clause
                  .unless()
                  .map(Clause::at)
                  .map(when -> " at " + Micros.instant(when))
                  .orElse("");
    };
  }

  private static String group(Clause clause) {
    return clause.group().isEmpty()
        ? ""
        : clause.group().entrySet().stream()
            .map(key -> key.getKey() + " = " + key.getValue())
            .collect(Collectors.joining(", ", "  (", ")"));
  }

  private String progress(Progress progress) {
    return switch (progress) {
      case Progress.Count(long counted, long needed) -> counted + " of " + needed;
      case Progress.Sum(BigDecimal sum, BigDecimal needed) -> plain(sum) + " of " + plain(needed);
      case Progress.Steps(int reached, int needed) -> reached + " of " + needed + " steps";
      case Progress.Parts(int holding, int needed) -> holding + " of " + needed + " parts";
      case Progress.Ratio ratio ->
          ratio.of()
              + " / "
              + ratio.to()
              + (ratio.to() < ratio.from() ? " of at least " + ratio.from() : "")
              + look(ratio);
    };
  }

  private String look(Progress.Ratio ratio) {
    Long look = ratio.look();
    return look == null
        ? ""
        : (look < explanation.watermark() ? ", looked at " : ", to be looked at ")
            + Micros.instant(look);
  }

  private void event(TimelineEvent row) {
    long at = row.event().timestamp();
    line(
        0,
        Micros.instant(at)
            + explanation.start().map(start -> "  " + sign(at) + since(at)).orElse("")
            + "  "
            + row.event().name()
            + (row.timeZero() ? "  start" : "")
            + (row.excluded() ? "  excluded by the event model" : ""));
    row.marks().forEach(mark -> line(2, mark(mark)));
  }

  private String mark(Mark mark) {
    String sign = mark.kind() == Mark.Kind.COUNTED ? "+ " : "· ";
    return sign + name(mark.path()) + ": " + mark.note();
  }

  private String sign(long at) {
    return at < explanation.start().map(Explanation.Start::timeZero).orElse(at) ? "-" : "+";
  }

  private String since(long at) {
    return RoughTime.of(
        Math.abs(at - explanation.start().map(Explanation.Start::timeZero).orElse(at)));
  }

  /** A path as people name it: milestones by their names. */
  private String name(String path) {
    for (Explanation.Milestone milestone : explanation.milestones()) {
      String condition = milestone.clause().path();
      if (path.startsWith(condition)) {
        return "milestone " + milestone.name() + path.substring(condition.length());
      }
    }
    return path.startsWith("spec.") ? path.substring("spec.".length()) : path;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(Printable.line(text)).append('\n');
  }
}
