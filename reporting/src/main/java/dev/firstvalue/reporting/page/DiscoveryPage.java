package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.DiscoveryPopulation;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.DiscoveryRole;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of a search for value events. */
public final class DiscoveryPage {
  /** So many members of the region are listed. */
  private static final int MEMBERS = 12;

  private final DiscoveryReport report;

  private DiscoveryPage(DiscoveryReport report) {
    this.report = report;
  }

  /** The page of a report. */
  public static Page of(DiscoveryReport report) {
    return new DiscoveryPage(report).page();
  }

  private Page page() {
    List<Section> sections = new ArrayList<>();
    if (has(DiscoveryRole.DISCOVERY_ROLE_WINNER)) {
      sections.add(next());
      sections.add(suggested());
    }
    if (report.hasRegion()) {
      sections.add(region());
    }
    NullProductTable.of(report).ifPresent(sections::add);
    if (has(DiscoveryRole.DISCOVERY_ROLE_FRONT)) {
      DiscoveryPlots.front(report).ifPresent(sections::add);
      sections.add(
          rows(
              "Reach against lift",
              "No other candidate beats these in both reach and lift where they were picked; the"
                  + " numbers are of the other fold.",
              DiscoveryRole.DISCOVERY_ROLE_FRONT));
    }
    if (has(DiscoveryRole.DISCOVERY_ROLE_OTHER_OBJECTIVE)) {
      sections.add(
          rows(
              "Winners by other objectives",
              "What the same search suggests when something else is wanted.",
              DiscoveryRole.DISCOVERY_ROLE_OTHER_OBJECTIVE));
    }
    if (has(DiscoveryRole.DISCOVERY_ROLE_PAIR)) {
      sections.add(pairs());
    }
    if (has(DiscoveryRole.DISCOVERY_ROLE_PREPARATION)) {
      sections.add(
          rows(
              "Preparation",
              "Events that prepare value. They may go with retention; they are no value event.",
              DiscoveryRole.DISCOVERY_ROLE_PREPARATION));
    }
    if (!report.getLeftOutList().isEmpty()) {
      sections.add(leftOut());
    }
    sections.add(population());
    sections.add(ProvenanceTable.of(report.getProvenance()));
    return new Page(
        "Discovery report",
        report.getOutcome(),
        "From "
            + report.getStart()
            + ", "
            + days(report.getWindowsList())
            + ", up to "
            + report.getThresholds()
            + " times",
        "HYPOTHESES",
        Tone.NEUTRAL,
        report.getSentence(),
        sections);
  }

  /** Over what intervals are, where not every account holds one. */
  private String accounts() {
    return report.getRowsList().stream().anyMatch(row -> row.getReachability().hasClusters())
        ? " Intervals of reach, lift and score are over accounts, as people of one are alike."
        : "";
  }

  private static String days(List<Integer> windows) {
    return "windows of "
        + windows.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + " days";
  }

  private boolean has(DiscoveryRole role) {
    return report.getRowsList().stream().anyMatch(row -> row.getRole() == role);
  }

  private Section next() {
    return new Table(
        "How to confirm one",
        "A search finds what goes with retention. It cannot show what causes it.",
        List.of(Column.words("step"), Column.words("what to do")),
        List.of(
            List.of(
                "1", "Choose one that people would call value, not the one with the best number."),
            List.of(
                "2",
                "Declare it: --write ROW --name NAME drafts the file; promise and rationale are"
                    + " yours."),
            List.of("3", "Backtest it on cohorts that start from now on."),
            List.of("4", "Run an experiment that moves it, and see whether retention follows.")));
  }

  private Section suggested() {
    return rows(
        "What the search suggests",
        "Estimates are of "
            + report.getEntity()
            + "s on which it was not picked. Optimism is by how much the search flatters its"
            + " winner. "
            + (report.getAgrees()
                ? "Both folds have the same winner."
                : has(DiscoveryRole.DISCOVERY_ROLE_SWAPPED)
                    ? "The folds have different winners."
                    : "The second fold has no winner.")
            + accounts(),
        DiscoveryRole.DISCOVERY_ROLE_SIMPLEST,
        DiscoveryRole.DISCOVERY_ROLE_WINNER,
        DiscoveryRole.DISCOVERY_ROLE_SWAPPED,
        DiscoveryRole.DISCOVERY_ROLE_LATER);
  }

  private Section rows(String heading, String lead, DiscoveryRole... roles) {
    List<List<String>> rows = new ArrayList<>();
    for (DiscoveryRow row : report.getRowsList()) {
      if (List.of(roles).contains(row.getRole())) {
        rows.add(
            List.of(
                Integer.toString(row.getNumber()),
                why(row),
                row.getCandidate().getWords(),
                Numbers.reach(row.getReachability()),
                Numbers.difference(row.getDifference()),
                score(row.getScore()),
                row.hasOptimism()
                    ? String.format(Locale.ROOT, "%+.3f", row.getOptimism())
                    : Numbers.ABSENT));
      }
    }
    return new Table(
        heading,
        lead,
        List.of(
            Column.numbers("row"),
            Column.words("why"),
            Column.words("candidate"),
            Column.numbers("reach"),
            Column.numbers("lift"),
            Column.numbers("score"),
            Column.numbers("optimism")),
        rows);
  }

  private static String why(DiscoveryRow row) {
    return switch (row.getRole()) {
      case DISCOVERY_ROLE_SIMPLEST -> "simplest of the region";
      case DISCOVERY_ROLE_WINNER -> "won on the first fold";
      case DISCOVERY_ROLE_SWAPPED -> "won on the second fold";
      case DISCOVERY_ROLE_LATER -> "first winner, newest cohorts";
      case DISCOVERY_ROLE_FRONT -> "front";
      case DISCOVERY_ROLE_OTHER_OBJECTIVE ->
          "most "
              + EnumWords.word(row.getObjective().getValueDescriptor()).toLowerCase(Locale.ROOT);
      case DISCOVERY_ROLE_PAIR -> "conjunction";
      case DISCOVERY_ROLE_PREPARATION -> "preparation";
      case DISCOVERY_ROLE_UNSPECIFIED, UNRECOGNIZED -> Numbers.ABSENT;
    };
  }

  /** A score with its interval: some are shares, some are not. */
  private static String score(Estimate score) {
    if (!score.hasEstimate()) {
      return Numbers.ABSENT;
    }
    Interval limits = score.getInterval();
    return String.format(
        Locale.ROOT,
        "%+.3f (%+.3f to %+.3f)",
        score.getEstimate(),
        limits.getLow(),
        limits.getHigh());
  }

  private Section region() {
    List<List<String>> rows = new ArrayList<>();
    report.getRegion().getMembersList().stream()
        .limit(MEMBERS)
        .forEach(member -> rows.add(List.of(member.getWords())));
    return new Table(
        "The region",
        Numbers.count(report.getRegion().getSize())
            + " of "
            + Numbers.count(report.getRegion().getCompared())
            + " candidates above the floor cannot be told from the best: the set holds the truly"
            + " best of them with "
            + Numbers.level(report.getRegion().getLevel())
            + ". The simplest come first"
            + (report.getRegion().getSize() > rows.size() ? "; these are " + rows.size() : "")
            + ".",
        List.of(Column.words("candidate")),
        rows);
  }

  private Section pairs() {
    List<List<String>> rows = new ArrayList<>();
    for (DiscoveryRow row : report.getRowsList()) {
      if (row.getRole() == DiscoveryRole.DISCOVERY_ROLE_PAIR) {
        rows.add(
            List.of(
                Integer.toString(row.getNumber()),
                row.getCandidate().getWords(),
                Numbers.reach(row.getReachability()),
                Numbers.difference(row.getDifference()),
                score(row.getScore()),
                String.format(Locale.ROOT, "%+.3f ± %.3f", row.getGain(), row.getGainError())));
      }
    }
    return new Table(
        "Conjunctions",
        "Two clauses that beat either of them alone on the other fold, by more than the standard"
            + " error of the difference.",
        List.of(
            Column.numbers("row"),
            Column.words("candidate"),
            Column.numbers("reach"),
            Column.numbers("lift"),
            Column.numbers("score"),
            Column.numbers("gain")),
        rows);
  }

  private Section leftOut() {
    List<List<String>> rows =
        report.getLeftOutList().stream()
            .map(event -> List.of(event.getEvent(), event.getReason()))
            .toList();
    return new Table(
        "Not searched",
        "They count as activity, and that is all.",
        List.of(Column.words("event"), Column.words("why")),
        rows);
  }

  private Section population() {
    DiscoveryPopulation all = report.getPopulation();
    List<List<String>> rows = new ArrayList<>();
    rows.add(fold("first fold", all.getFirst(), all.getFirstRetained()));
    rows.add(fold("second fold", all.getSecond(), all.getSecondRetained()));
    rows.add(
        fold(
            all.hasLaterFrom()
                ? "newest cohorts, from " + Numbers.instant(all.getLaterFrom())
                : "newest cohorts",
            all.getLater(),
            all.getLaterRetained()));
    rows.add(row("profiles read", all.getProfiles()));
    rows.add(row("immature", all.getImmature()));
    rows.add(row("newness unverified", all.getNewnessUnverified()));
    rows.add(row("excluded", all.getExcludedEntities()));
    return new Table(
        "Who was looked at",
        "Accounts are whole in a fold. The newest cohorts were never searched.",
        List.of(
            Column.words("population"),
            Column.numbers(report.getEntity() + "s"),
            Column.numbers("retained")),
        rows);
  }

  private static List<String> fold(String name, int entities, int retained) {
    return List.of(
        name,
        Numbers.count(entities),
        entities == 0 ? Numbers.ABSENT : Numbers.percent((double) retained / entities));
  }

  private static List<String> row(String name, int entities) {
    return List.of(name, Numbers.count(entities), Numbers.ABSENT);
  }
}
