package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.BridgeClause;
import dev.firstvalue.validation.v1.BridgeLift;
import dev.firstvalue.validation.v1.BridgeRow;
import dev.firstvalue.validation.v1.BridgeSegment;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.VersionBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a bridge between two versions. */
public final class BridgePage {
  private final VersionBridge bridge;

  private BridgePage(VersionBridge bridge) {
    this.bridge = bridge;
  }

  /** The page of a bridge. */
  public static Page of(VersionBridge bridge) {
    return new BridgePage(bridge).page();
  }

  private Page page() {
    List<Section> sections = new ArrayList<>();
    if (bridge.getCompared() > 0) {
      sections.add(entities());
      sections.add(reach());
      factors().forEach(sections::add);
      if (bridge.hasLift()) {
        sections.add(lift());
      }
      if (bridge.getClausesCount() > 0) {
        sections.add(clauses());
      }
      sections.add(examples());
    }
    sections.add(provenance("Provenance of the older", bridge.getFrom()));
    sections.add(provenance("Provenance of the newer", bridge.getTo()));
    return new Page(
        "Version bridge",
        bridge.getDefinition(),
        bridge.getNote(),
        bridge.getChange(),
        bridge.getCompared() > 0 ? Tone.NEUTRAL : Tone.CAUTION,
        bridge.getSentence(),
        sections);
  }

  private Section entities() {
    BridgeRow all = bridge.getOverall();
    return new Table(
        "Who is compared",
        "New, and watched to the end by both versions: "
            + Numbers.count(bridge.getCompared())
            + ". By the older alone "
            + Numbers.count(bridge.getFromOnly())
            + ", by the newer alone "
            + Numbers.count(bridge.getToOnly())
            + ".",
        List.of(Column.words("reach value by"), Column.numbers(bridge.getEntity() + "s")),
        List.of(
            List.of("both versions", Numbers.count(all.getBoth())),
            List.of("the older alone: lost", Numbers.count(all.getLost())),
            List.of("the newer alone: gained", Numbers.count(all.getGained())),
            List.of("neither", Numbers.count(all.getNeither()))));
  }

  private Section reach() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("all", bridge.getOverall()));
    for (BridgeSegment segment : bridge.getSegmentsList()) {
      for (BridgeRow value : segment.getRowsList()) {
        rows.add(row(name(segment, value), value));
      }
    }
    return new Table(
        "Reach and the factor",
        "A series of the older version is carried over by the factor. On these entities it is"
            + " exact; the intervals are for cohorts to come. "
            + agreement(),
        List.of(
            Column.words("of"),
            Column.numbers("older"),
            Column.numbers("newer"),
            Column.numbers(
                "change (" + (overAccounts() ? "over accounts" : "Newcombe, paired") + ")"),
            Column.numbers("Tango"),
            Column.numbers("Jaccard"),
            Column.numbers("factor")),
        rows);
  }

  private boolean overAccounts() {
    return bridge.getOverall().getReachFrom().hasClusters();
  }

  private List<String> row(String name, BridgeRow row) {
    if (row.getTooFew()) {
      return List.of(
          name,
          "too few",
          Numbers.ABSENT,
          Numbers.ABSENT,
          Numbers.ABSENT,
          Numbers.ABSENT,
          Numbers.ABSENT);
    }
    return List.of(
        name,
        Numbers.percent(row.getReachFrom().getRate()),
        Numbers.percent(row.getReachTo().getRate()),
        Numbers.difference(row.getChange()),
        row.hasTango() ? Numbers.pointInterval(row.getTango()) : Numbers.ABSENT,
        row.hasJaccard() ? String.format(Locale.ROOT, "%.3f", row.getJaccard()) : Numbers.ABSENT,
        Numbers.ratio(row.getFactor()));
  }

  private String agreement() {
    List<String> apart = new ArrayList<>();
    for (BridgeSegment segment : bridge.getSegmentsList()) {
      if (segment.getByValue()) {
        apart.add(segment.getName() + " (p " + Numbers.pValue(segment.getPValue()) + ")");
      }
    }
    return apart.isEmpty()
        ? "One factor does for all segments."
        : "The factors differ by "
            + String.join(", ", apart)
            + ": carry each value over by its own.";
  }

  private List<Section> factors() {
    JsonArray rows = new JsonArray();
    factor("all", bridge.getOverall(), rows);
    for (BridgeSegment segment : bridge.getSegmentsList()) {
      segment.getRowsList().forEach(value -> factor(name(segment, value), value, rows));
    }
    return Plots.section(
            rows,
            "Factors",
            "",
            "The factor that carries a series across, with its interval, overall and by segment",
            Plots.of(
                """
                {"height": {"step": 30}, "encoding": {"y": {"field": "segment", "type": "nominal", "sort": null, "title": null}},
                 "layer": [
                  {"mark": {"type": "rule", "color": "#2f6db3", "strokeWidth": 2},
                   "encoding": {"x": {"field": "low", "type": "quantitative", "scale": {"zero": false}, "axis": {"title": "newer over older"}}, "x2": {"field": "high"}}},
                  {"mark": {"type": "point", "filled": true, "size": 70, "color": "#2f6db3"},
                   "encoding": {"x": {"field": "factor", "type": "quantitative"},
                    "tooltip": [{"field": "segment"}, {"field": "factor", "format": ".3f"}]}},
                  {"data": {"values": [{"one": 1}]}, "mark": {"type": "rule", "color": "#1c2733", "strokeDash": [4, 3]},
                   "encoding": {"x": {"field": "one", "type": "quantitative"}, "y": null}}]}
                """,
                rows))
        .stream()
        .toList();
  }

  private static void factor(String name, BridgeRow row, JsonArray rows) {
    if (row.hasFactor()) {
      Plots.Row point =
          new Plots.Row().with("segment", name).with("factor", row.getFactor().getEstimate());
      if (row.getFactor().hasInterval()) {
        point
            .with("low", row.getFactor().getInterval().getLow())
            .with("high", row.getFactor().getInterval().getHigh());
      }
      point.addTo(rows);
    }
  }

  private Section lift() {
    BridgeLift lift = bridge.getLift();
    Estimate.Builder older = Estimate.newBuilder();
    Estimate.Builder newer = Estimate.newBuilder();
    if (lift.hasFrom()) {
      older.setEstimate(lift.getFrom());
      newer.setEstimate(lift.getTo());
    }
    if (lift.hasFromInterval()) {
      older.setInterval(lift.getFromInterval());
    }
    if (lift.hasToInterval()) {
      newer.setInterval(lift.getToInterval());
    }
    return new Table(
        "Lift on the same " + bridge.getEntity() + "s",
        "On the outcome "
            + lift.getOutcome()
            + ". The change is paired: by influence values, over "
            + Numbers.count(lift.getClusters())
            + " clusters."
            + (lift.getChange().getNote().isEmpty() ? "" : " " + lift.getChange().getNote() + "."),
        List.of(Column.numbers("older"), Column.numbers("newer"), Column.numbers("change")),
        List.of(
            List.of(
                Numbers.difference(older.build()),
                Numbers.difference(newer.build()),
                Numbers.difference(lift.getChange()))));
  }

  private Section clauses() {
    List<List<String>> rows = new ArrayList<>();
    for (BridgeClause clause : bridge.getClausesList()) {
      rows.add(
          List.of(
              clause.getPath().isEmpty() ? "several" : clause.getPath(),
              clause.hasBefore() ? clause.getBefore() : Numbers.ABSENT,
              clause.hasAfter() ? clause.getAfter() : Numbers.ABSENT,
              clause.getWhy(),
              Numbers.count(clause.getGained()),
              Numbers.count(clause.getLost())));
    }
    return new Table(
        "By which change",
        "Counted with a change is who flips by it alone and by no other alone.",
        List.of(
            Column.words("field"),
            Column.words("was"),
            Column.words("is"),
            Column.words("why"),
            Column.numbers("gained"),
            Column.numbers("lost")),
        rows);
  }

  private Section examples() {
    return new Table(
        "Some of them",
        "`firstvalue explain` tells each of them event by event.",
        List.of(Column.words("who"), Column.words(bridge.getEntity() + "s")),
        List.of(
            List.of("gained", String.join(", ", bridge.getGainedEntitiesList())),
            List.of("lost", String.join(", ", bridge.getLostEntitiesList()))));
  }

  private static Section provenance(String heading, Provenance provenance) {
    Table table = ProvenanceTable.of(provenance);
    return new Table(heading, table.lead(), table.columns(), table.rows());
  }

  private static String name(BridgeSegment segment, BridgeRow row) {
    return segment.getName() + " " + (row.hasValue() ? row.getValue() : "unknown");
  }
}
