package dev.firstvalue.validator.population;

import dev.firstvalue.validation.v1.Population;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.function.Supplier;

/** Who was looked at. */
public final class PopulationSection implements ReportSection {
  private final Supplier<Cells> population;

  public PopulationSection(Inquiry inquiry) {
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
