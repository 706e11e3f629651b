package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Population;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Who was looked at. */
final class PopulationSection {
  private final ValidationReport report;

  private PopulationSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    return List.of(new PopulationSection(report).table());
  }

  private Section table() {
    Population population = report.getPopulation();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("entered", Numbers.count(population.getEntities()), "time zero in the range"));
    rows.add(
        List.of(
            "eligible",
            Numbers.count(population.getEligible()),
            "watched to the end of the outcome, newness verified: the denominator below"));
    rows.add(
        List.of("immature", Numbers.count(population.getImmature()), "not yet watched that long"));
    rows.add(
        List.of(
            "newness unverified",
            Numbers.count(population.getNewnessUnverified()),
            "mature, but not known to be new"));
    if (population.getExcludedEntities() > 0) {
      rows.add(
          List.of(
              "excluded",
              Numbers.count(population.getExcludedEntities()),
              "out by the event model's rule on entities"));
    }
    if (population.getSetAsideEntities() > 0) {
      rows.add(
          List.of(
              "set aside",
              Numbers.count(population.getSetAsideEntities()),
              "more events than are counted of one " + report.getEntity()));
    }
    return new Table(
        "Who was looked at",
        "Eligible, immature and unverified add up to those who entered.",
        List.of(
            Column.words("population"),
            Column.numbers(report.getEntity() + "s"),
            Column.words("what it is")),
        rows);
  }
}
