package dev.firstvalue.validator;

import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validator.estimate.TimestampMessages;

/** What a report says of the log that it was read from. */
public final class ReadProvenance {
  private ReadProvenance() {}

  /** What was read: up to when, from whom, in which store, and by which queries. */
  public static Provenance of(FactSource.Origin origin, Watermark watermark, Scope scope) {
    Provenance.Builder read =
        Provenance.newBuilder()
            .setWatermark(TimestampMessages.of(watermark.instant()))
            .setWatermarkSource(watermark.basis().name())
            .setStoreVersion(origin.storeVersion())
            .addAllQueryIds(origin.queryIds());
    scope.since().ifPresent(since -> read.setSince(TimestampMessages.of(since)));
    scope.until().ifPresent(until -> read.setUntil(TimestampMessages.of(until)));
    return read.build();
  }
}
