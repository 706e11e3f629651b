package dev.firstvalue.cli.check;

import dev.firstvalue.validation.v1.BridgeClause;
import dev.firstvalue.validation.v1.BridgeRow;
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
              "reach %+.1f points (%+.1f to %+.1f for cohorts to come), Jaccard %.3f",
              row.getChange().getEstimate() * 100,
              row.getChange().getInterval().getLow() * 100,
              row.getChange().getInterval().getHigh() * 100,
              row.getJaccard()));
    }
    if (bridge.getLift().getChange().hasEstimate()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "lift %+.1f points (%+.1f to %+.1f)",
              bridge.getLift().getChange().getEstimate() * 100,
              bridge.getLift().getChange().getInterval().getLow() * 100,
              bridge.getLift().getChange().getInterval().getHigh() * 100));
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
}
