package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Arrivals;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that the definition reads. */
final class QualitySection {
  private final ValidationReport report;

  private QualitySection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    List<Section> sections = new ArrayList<>();
    if (report.getQualityGatesCount() > 0) {
      sections.add(QualityGateTable.of(report.getQualityGatesList()));
    }
    if (report.getVolumesList().stream().anyMatch(volume -> volume.getDays() > 0)) {
      sections.add(VolumeTable.of(report.getVolumesList()));
    }
    sections.add(new QualitySection(report).table());
    return sections;
  }

  private Section table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("rows read", Numbers.count(report.getDataQuality().getRows())));
    rows.add(
        List.of(
            "rows without an entity", Numbers.count(report.getDataQuality().getWithoutEntity())));
    if (report.getDataQuality().hasDuplicates()) {
      rows.add(
          List.of("repeated event ids", Numbers.count(report.getDataQuality().getDuplicates())));
    }
    arrivals(report.getDataQuality()).ifPresent(words -> rows.add(List.of("arrived", words)));
    clocks(report.getDataQuality()).ifPresent(words -> rows.add(List.of("wrong clocks", words)));
    if (report.getDataQuality().getActiveBeforeStart() > 0) {
      rows.add(
          List.of(
              "entities with rows before their start",
              Numbers.count(report.getDataQuality().getActiveBeforeStart())
                  + " of "
                  + Numbers.count(report.getDataQuality().getStarters())));
    }
    setAside().ifPresent(words -> rows.add(List.of("set aside", words)));
    aliases(report.getDataQuality()).ifPresent(words -> rows.add(List.of("aliases", words)));
    if (report.getDataQuality().hasNewest()) {
      rows.add(
          List.of(
              "from, to",
              Numbers.instant(report.getDataQuality().getOldest())
                  + ", "
                  + Numbers.instant(report.getDataQuality().getNewest())));
    }
    for (PropertyQuality property : report.getDataQuality().getPropertiesList()) {
      double total = Math.max(1, property.getRows());
      rows.add(
          List.of(
              property.getEvent() + ": " + property.getProperty(),
              Numbers.percent(property.getFilled() / total)
                  + " filled, "
                  + Numbers.percent(property.getMistyped() / total)
                  + " mistyped"));
    }
    return new Table(
        "Data quality",
        "The rows that the definition reads.",
        List.of(Column.words("what"), Column.numbers("value")),
        rows);
  }

  /** By when how many rows are there. */
  private static Optional<String> arrivals(DataQuality quality) {
    Arrivals arrivals = quality.getArrivals();
    return quality.hasArrivals()
        ? Optional.of(
            "50 % within "
                + Numbers.time(arrivals.getHalf())
                + ", 90 % "
                + Numbers.time(arrivals.getMost())
                + ", 99 % "
                + Numbers.time(arrivals.getNearlyAll())
                + ", 99.9 % "
                + Numbers.time(arrivals.getAll()))
        : Optional.empty();
  }

  /** Which clocks are wrong, if any is. */
  private static Optional<String> clocks(DataQuality quality) {
    List<String> words = new ArrayList<>();
    add(words, quality.getUnsetClock(), "dated 1970");
    add(words, quality.getInFuture(), "in the future");
    add(words, quality.getArrivals().getAhead(), "after their arrival");
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }

  private static void add(List<String> words, long count, String what) {
    if (count > 0) {
      words.add(Numbers.count(count) + " " + what);
    }
  }

  /** Who is set aside, by name. */
  private Optional<String> setAside() {
    List<String> named = report.getDataQuality().getSetAsideList();
    int more = report.getPopulation().getSetAsideEntities() - named.size();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", named) + (more > 0 ? " and " + Numbers.count(more) + " more" : ""));
  }

  /** What is odd about aliases, if anything is. */
  private static Optional<String> aliases(DataQuality quality) {
    return quality.getAliasConflicts() + quality.getAliasChains() == 0
        ? Optional.empty()
        : Optional.of(
            Numbers.count(quality.getAliasConflicts())
                + " with several ids, the newest counts; "
                + Numbers.count(quality.getAliasChains())
                + " of aliases, not followed");
  }
}
