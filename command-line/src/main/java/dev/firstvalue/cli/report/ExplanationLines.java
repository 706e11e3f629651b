package dev.firstvalue.cli.report;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.explain.Clause;
import dev.firstvalue.definition.explain.Mark;
import dev.firstvalue.definition.explain.Progress;
import dev.firstvalue.definition.explain.TimelineEvent;
import dev.firstvalue.reporting.render.Printable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lines of an explanation: clauses as they stand, and events with what they were to each. */
final class ExplanationLines {
  /** Events of a timeline that are shown; json has them all. */
  private static final int SHOWN = 200;

  private final StringBuilder out = new StringBuilder();
  private final long watermark;
  private final Optional<Long> timeZero;
  private final Map<String, String> names;

  /**
   * Lines as of a watermark, in microseconds.
   *
   * @param timeZero what times are told from, in microseconds, if there is one
   * @param names what the conditions at these paths are called
   */
  ExplanationLines(long watermark, Optional<Long> timeZero, Map<String, String> names) {
    this.watermark = watermark;
    this.timeZero = timeZero;
    this.names = Map.copyOf(names);
  }

  void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(Printable.line(text)).append('\n');
  }

  void gap() {
    out.append('\n');
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** The end of a window, and how far it is. */
  void windowEnds(long ends) {
    line(1, "window ends  " + Micros.instant(ends) + "  " + left(ends));
    line(1, "as of        " + Micros.instant(watermark));
  }

  private String left(long ends) {
    return ends > watermark ? RoughTime.of(ends - watermark) + " left" : "over";
  }

  void clause(int depth, Clause clause) {
    line(depth, sign(clause) + " " + name(clause.path()) + ": " + clause.words());
    line(depth + 2, status(clause) + group(clause));
    below(depth, clause);
  }

  /** A clause whose window begins later than time zero. */
  void clause(Clause clause, long begins) {
    line(0, sign(clause) + " " + name(clause.path()) + ": " + clause.words());
    line(2, Micros.instant(begins) + " to " + Micros.instant(clause.ends()));
    line(
        2,
        begins < watermark
            ? status(clause) + group(clause)
            : "begins in " + RoughTime.of(begins - watermark));
    below(0, clause);
  }

  private void below(int depth, Clause clause) {
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
          progress(clause.progress()) + ", " + RoughTime.of(clause.ends() - watermark) + " left";
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
        : (look < watermark ? ", looked at " : ", to be looked at ") + Micros.instant(look);
  }

  /** The events in the order of time. */
  void events(List<TimelineEvent> events) {
    events.stream().limit(SHOWN).forEach(this::event);
    int more = events.size() - SHOWN;
    if (more > 0) {
      line(0, String.format(Locale.ROOT, "… and %,d more events: --format json", more));
    }
  }

  private void event(TimelineEvent row) {
    line(
        0,
        instant(row.event().timestamp())
            + "  "
            + row.event().name()
            + (row.timeZero() ? "  start" : "")
            + (row.excluded() ? "  excluded by the event model" : ""));
    row.marks().forEach(mark -> line(2, mark(mark)));
  }

  /** An instant, and how far from time zero it is. */
  String instant(long at) {
    return Micros.instant(at)
        + timeZero.map(zero -> "  " + (at < zero ? "-" : "+") + since(at)).orElse("");
  }

  private String mark(Mark mark) {
    String sign = mark.kind() == Mark.Kind.COUNTED ? "+ " : "· ";
    return sign + name(mark.path()) + ": " + mark.note();
  }

  /** How far an instant is from time zero. */
  String since(long at) {
    return RoughTime.of(Math.abs(at - timeZero.orElse(at)));
  }

  /** A path as people name it: milestones and outcomes by their names. */
  private String name(String path) {
    for (Map.Entry<String, String> named : names.entrySet()) {
      String condition = named.getKey();
      if (path.equals(condition)
          || path.startsWith(condition + ".")
          || path.startsWith(condition + "[")) {
        return named.getValue() + path.substring(condition.length());
      }
    }
    return path.startsWith("spec.") ? path.substring("spec.".length()) : path;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
