package dev.firstvalue.reporting.page;

import com.google.gson.JsonArray;
import dev.firstvalue.experiment.v1.ArmSize;
import dev.firstvalue.experiment.v1.ClusterCost;
import dev.firstvalue.experiment.v1.DetectableEffect;
import dev.firstvalue.experiment.v1.PastSaving;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.experiment.v1.WeeklyStarts;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page of a planning report. */
public final class PlanningPage {
  private PlanningPage() {}

  /** The page of a report. */
  public static Page of(PlanningReport report) {
    List<Section> sections = new ArrayList<>();
    if (report.getNotesCount() > 0) {
      sections.add(
          new Section.Remarks(
              "Notes",
              "",
              report.getNotesList().stream()
                  .map(note -> new Remark(Tone.CAUTION, "NOTE", "planning", note))
                  .toList()));
    }
    if (report.getSizesCount() > 0) {
      sections.add(sizes(report));
    }
    if (report.getEffectsCount() > 0) {
      sections.add(effects(report));
    }
    plot(report).ifPresent(sections::add);
    sections.add(starts(report));
    if (report.hasClusterCost()) {
      sections.add(clusters(report.getClusterCost()));
    }
    if (report.getPastCount() > 0) {
      sections.add(past(report));
    }
    sections.add(ProvenanceTable.of(report.getProvenance()));
    return new Page(
        "Planning report",
        report.getExperiment(),
        report.getHypothesis(),
        report.hasWeeksToVerdict() ? report.getWeeksToVerdict() + " weeks" : "no verdict in sight",
        report.hasWeeksToVerdict() ? Tone.NEUTRAL : Tone.CAUTION,
        report.getSentence(),
        sections);
  }

  private static Section sizes(PlanningReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (ArmSize size : report.getSizesList()) {
      rows.add(List.of(size.getArm(), Numbers.count(size.getEntities())));
    }
    return new Table(
        "What each arm needs",
        String.format(
            Locale.ROOT,
            "To find %+.2f points with a power of %s at alpha %s, %d-sided (%s for each"
                + " comparison); looks cost a factor of %.3f%s%s.",
            report.getMinimumEffect() * 100,
            Numbers.plain(report.getPower()),
            Numbers.plain(report.getAlpha()),
            report.getSides(),
            Numbers.plain(report.getAlphaEach()),
            report.getInflation(),
            report.getClusterCost().hasDesignEffect()
                ? String.format(
                    Locale.ROOT,
                    ", clusters one of %.2f",
                    report.getClusterCost().getDesignEffect())
                : "",
            report.getPastList().stream()
                .filter(PastSaving::getCounted)
                .map(
                    past ->
                        String.format(
                            Locale.ROOT,
                            ", the past saves one of %.3f",
                            1 - past.getVarianceSaved()))
                .collect(Collectors.joining())),
        List.of(Column.words("arm"), Column.numbers(report.getEntity() + "s")),
        rows);
  }

  private static Section effects(PlanningReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (DetectableEffect effect : report.getEffectsList()) {
      rows.add(
          List.of(
              Numbers.count(effect.getWeeks()),
              Numbers.count(effect.getControl()),
              effect.hasEffect()
                  ? String.format(Locale.ROOT, "%+.2f pt", effect.getEffect() * 100)
                  : Numbers.ABSENT));
    }
    return new Table(
        "Smallest effect by duration",
        "The smallest rise that is found with the plan's power after so many weeks, the window of"
            + " the last entity included.",
        List.of(
            Column.numbers("weeks"),
            Column.numbers("control " + report.getEntity() + "s"),
            Column.numbers("smallest effect")),
        rows);
  }

  private static Optional<Section> plot(PlanningReport report) {
    JsonArray rows = new JsonArray();
    for (DetectableEffect effect : report.getEffectsList()) {
      if (effect.hasEffect()) {
        new Plots.Row()
            .with("weeks", effect.getWeeks())
            .with("effect", effect.getEffect())
            .addTo(rows);
      }
    }
    return Plots.section(
        rows,
        "Smallest effect over time",
        "",
        "The smallest rise of activation that is found with the plan's power, by weeks",
        Plots.of(
            """
            {"height": 200, "mark": {"type": "line", "point": true},
             "encoding": {
              "x": {"field": "weeks", "type": "quantitative", "title": "weeks"},
              "y": {"field": "effect", "type": "quantitative", "title": "smallest effect", "axis": {"format": ".3~%"}, "scale": {"zero": true}},
              "tooltip": [{"field": "weeks"}, {"field": "effect", "format": ".2%"}]}}
            """,
            rows));
  }

  private static Section past(PlanningReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (PastSaving past : report.getPastList()) {
      rows.add(
          List.of(
              past.getName() + ", " + Numbers.time(past.getLookback()),
              Numbers.count(past.getEntities()),
              Numbers.count(past.getUnknown()),
              Numbers.count(past.getWithout()),
              past.hasVarianceSaved() ? Numbers.percent(past.getVarianceSaved()) : Numbers.ABSENT,
              past.getCounted() ? "yes" : "no"));
    }
    return new Table(
        "What the past saves",
        report.getPastList().stream()
            .map(past -> past.getName() + ": " + past.getSentence())
            .collect(Collectors.joining(" ", "As if their start had been the exposure. ", "")),
        List.of(
            Column.words("past"),
            Column.numbers(report.getEntity() + "s"),
            Column.numbers("not known"),
            Column.numbers("none"),
            Column.numbers("variance saved"),
            Column.words("counted")),
        rows);
  }

  private static Section clusters(ClusterCost cost) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(cost.getCluster() + "s", Numbers.count(cost.getClusters())));
    rows.add(List.of("members on average", String.format(Locale.ROOT, "%.2f", cost.getMembers())));
    if (cost.hasIntraclassCorrelation()) {
      rows.add(
          List.of(
              "intraclass correlation",
              String.format(Locale.ROOT, "%.4f", cost.getIntraclassCorrelation())));
    }
    if (cost.hasDesignEffect()) {
      rows.add(
          List.of("design effect", String.format(Locale.ROOT, "%.2f", cost.getDesignEffect())));
    }
    return new Table(
        "What clusters cost",
        cost.getNote().isEmpty()
            ? "By the entities that the rate is of; the sizes above have it in them."
            : "Not known: " + cost.getNote() + ".",
        List.of(Column.words("what"), Column.numbers("value")),
        rows);
  }

  private static Section starts(PlanningReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (WeeklyStarts week : report.getWeeksList()) {
      rows.add(List.of(week.getWeek(), Numbers.count(week.getStarts())));
    }
    return new Table(
        "Starts so far",
        (report.hasRate()
                ? Numbers.count(report.getActivated())
                    + " of "
                    + Numbers.count(report.getEntities())
                    + " mature "
                    + report.getEntity()
                    + "s were activated within "
                    + Numbers.time(report.getWithin())
                    + ": "
                    + Numbers.percent(report.getRate())
                    + ". "
                : "")
            + "The median week since the first with a start is planned with.",
        List.of(Column.words("week of"), Column.numbers("starts")),
        rows);
  }
}
