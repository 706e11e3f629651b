package dev.firstvalue.validator;

import dev.firstvalue.validation.v1.Population;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.function.Supplier;

/** Who was looked at. */
final class PopulationSection implements ReportSection {
  private final Supplier<Cells> population;

  PopulationSection(Inquiry inquiry) {
    population = inquiry.ask(inquiry.folds().population());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    Cells cells = population.get();
    report.setPopulation(
        Population.newBuilder()
            .setEntities(cells.count(Cells.Cell::entered))
            .setEligible(cells.count(Cells.Cell::eligible))
            .setImmature(cells.count(c -> c.entered() && !c.mature()))
            .setNewnessUnverified(
                cells.count(c -> c.entered() && c.mature() && !c.newnessVerified()))
            .setReachMature(cells.count(c -> c.entered() && c.flag(0)))
            .setExcludedEntities(cells.count(Cells.Cell::excluded))
            .setSetAsideEntities(cells.count(Cells.Cell::setAside)));
  }
}
