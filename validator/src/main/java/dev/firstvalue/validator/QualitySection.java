package dev.firstvalue.validator;

import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.List;
import java.util.function.Supplier;

/** What the rows look like that the definition reads, and who is set aside because of them. */
final class QualitySection implements ReportSection {
  /** So many entities that are set aside are named. */
  private static final int NAMED = 20;

  private final Inquiry inquiry;
  private final Supplier<Cells> population;

  QualitySection(Inquiry inquiry) {
    this.inquiry = inquiry;
    population = inquiry.ask(inquiry.folds().population());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    report.setDataQuality(quality(inquiry.facts().quality(inquiry.question()), aside()));
  }

  /** Who is set aside; asked only if somebody is. */
  private List<String> aside() {
    return population.get().count(Cells.Cell::setAside) == 0
        ? List.of()
        : inquiry.facts().setAside(inquiry.question(), NAMED);
  }

  private static DataQuality quality(RowQuality rows, List<String> aside) {
    DataQuality.Builder quality =
        DataQuality.newBuilder()
            .setRows(rows.rows())
            .setWithoutEntity(rows.withoutEntity())
            .addAllSetAside(aside);
    rows.duplicates().ifPresent(quality::setDuplicates);
    rows.links()
        .ifPresent(
            links -> quality.setAliasConflicts(links.conflicts()).setAliasChains(links.chains()));
    rows.oldest().ifPresent(oldest -> quality.setOldest(Backtest.timestamp(oldest)));
    rows.newest().ifPresent(newest -> quality.setNewest(Backtest.timestamp(newest)));
    for (RowQuality.PropertyFill fill : rows.properties()) {
      quality.addProperties(
          PropertyQuality.newBuilder()
              .setEvent(fill.event())
              .setProperty(fill.property())
              .setRows(fill.rows())
              .setFilled(fill.filled())
              .setMistyped(fill.mistyped()));
    }
    return quality.build();
  }
}
