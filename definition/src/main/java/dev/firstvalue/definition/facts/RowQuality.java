package dev.firstvalue.definition.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the rows look like that a question reads: those of its events, before the watermark, not
 * excluded.
 *
 * @param rows how many
 * @param withoutEntity how many have no entity id
 * @param duplicates how many repeat an event id; absent where the source declares none
 * @param links what is odd about the aliases before the watermark; absent where the source has none
 * @param oldest the oldest of them
 * @param newest the newest of them
 * @param properties how each property that the question reads is filled, by event and property
 */
public record RowQuality(
    long rows,
    long withoutEntity,
    OptionalLong duplicates,
    Optional<Links> links,
    Optional<Instant> oldest,
    Optional<Instant> newest,
    List<PropertyFill> properties) {
  public RowQuality {
    properties = List.copyOf(properties);
  }

  /**
   * What is odd about the aliases of users.
   *
   * @param conflicts aliases with more than one canonical id, of which the newest counts
   * @param chains aliases whose canonical id is itself an alias of another, which is not followed
   */
  public record Links(long conflicts, long chains) {}

  /**
   * How one property of one event is filled.
   *
   * @param rows rows of the event
   * @param filled rows where the raw value is there
   * @param mistyped filled rows whose value does not read as the catalog's type
   */
  public record PropertyFill(
      String event, String property, long rows, long filled, long mistyped) {}
}
