package dev.firstvalue.validator.quality;

import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.validation.v1.Arrivals;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.EventVolume;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.estimate.TimestampMessages;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the rows look like that the definition reads, whether they are good enough for a verdict,
 * and who is set aside because of them.
 */
public final class QualitySection implements ReportSection {
  /** So many entities that are set aside are named. */
  private static final int NAMED = 20;

  private final Inquiry inquiry;
  private final Supplier<Cells> population;

  public QualitySection(Inquiry inquiry) {
    this.inquiry = inquiry;
    population = inquiry.ask(inquiry.folds().population());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    RowQuality rows = inquiry.facts().quality(inquiry.question());
    DataQuality quality = quality(rows, aside()).setInFuture(inFuture()).build();
    List<EventVolume> volumes =
        QualityGates.volumes(inquiry.plan(), rows, inquiry.question().watermark());
    report
        .setDataQuality(quality)
        .addAllVolumes(volumes)
        .addAllQualityGates(
            new QualityGates(inquiry.plan(), inquiry.policy().getQuality(), quality, volumes)
                .all());
  }

  /** Rows dated later than now; asked only if there are some. */
  private long inFuture() {
    return inquiry.ahead().map(now -> inquiry.facts().rowsFrom(inquiry.question(), now)).orElse(0L);
  }

  /** Who is set aside; asked only if somebody is. */
  private List<String> aside() {
    return population.get().count(Cells.Cell::setAside) == 0
        ? List.of()
        : inquiry.facts().setAside(inquiry.question(), NAMED);
  }

  private DataQuality.Builder quality(RowQuality rows, List<String> aside) {
    DataQuality.Builder quality =
        DataQuality.newBuilder()
            .setRows(rows.rows())
            .setWithoutEntity(rows.withoutEntity())
            .setUnsetClock(rows.unsetClock())
            .setStarters(rows.starts().entities())
            .setActiveBeforeStart(rows.starts().active())
            .addAllSetAside(aside);
    if (!inquiry.plan().source().equalRowsOnce()) {
      rows.duplicates().ifPresent(quality::setDuplicates);
    }
    rows.links()
        .ifPresent(
            links ->
                quality
                    .setAliases(links.aliases())
                    .setAliasConflicts(links.conflicts())
                    .setAliasChains(links.chains()));
    rows.arrivals().ifPresent(arrivals -> quality.setArrivals(message(arrivals)));
    rows.oldest().ifPresent(oldest -> quality.setOldest(TimestampMessages.of(oldest)));
    rows.newest().ifPresent(newest -> quality.setNewest(TimestampMessages.of(newest)));
    for (RowQuality.PropertyFill fill : rows.properties()) {
      quality.addProperties(
          PropertyQuality.newBuilder()
              .setEvent(fill.event())
              .setProperty(fill.property())
              .setRows(fill.rows())
              .setFilled(fill.filled())
              .setMistyped(fill.mistyped()));
    }
    return quality;
  }

  private static Arrivals message(RowQuality.Arrivals arrivals) {
    return Arrivals.newBuilder()
        .setHalf(Durations.fromSeconds(arrivals.half().toSeconds()))
        .setMost(Durations.fromSeconds(arrivals.most().toSeconds()))
        .setNearlyAll(Durations.fromSeconds(arrivals.nearlyAll().toSeconds()))
        .setAll(Durations.fromSeconds(arrivals.all().toSeconds()))
        .setAhead(arrivals.ahead())
        .build();
  }
}
