package dev.firstvalue.cli.check;

import dev.firstvalue.validation.v1.BridgeClause;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.VersionBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The few lines of a bridge that stand beside the two backtests. */
final class BridgeLines {
  private BridgeLines() {}

  /** The sentence, how far the two agree, lift on the same entities, and what each change does. */
  static List<String> of(VersionBridge bridge) {
    List<String> lines = new ArrayList<>();
    lines.add("same entities: " + bridge.getSentence());
    if (!bridge.getNote().isEmpty() && bridge.getCompared() > 0) {
      lines.add(bridge.getNote());
    }
    BridgeRow row = bridge.getOverall();
    if (row.hasJaccard() && row.getChange().hasEstimate()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "reach %s, Jaccard %.3f",
              points(row.getChange(), " for cohorts to come"),
              row.getJaccard()));
    }
    if (bridge.getLift().getChange().hasEstimate()) {
      lines.add("lift " + points(bridge.getLift().getChange(), ""));
    }
    for (BridgeClause clause : bridge.getClausesList()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: %,d gained, %,d lost",
              clause.getPath().isEmpty() ? clause.getWhy() : clause.getPath(),
              clause.getGained(),
              clause.getLost()));
    }
    return lines;
  }

  /** In points, with its interval, or with the reason why there is none. */
  private static String points(Estimate change, String whose) {
    String points = String.format(Locale.ROOT, "%+.1f points", change.getEstimate() * 100);
    return change.hasInterval()
        ? String.format(
            Locale.ROOT,
            "%s (%+.1f to %+.1f%s)",
            points,
            change.getInterval().getLow() * 100,
            change.getInterval().getHigh() * 100,
            whose)
        : points + " (" + change.getNote() + ")";
  }
}
