package dev.firstvalue.definition.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * @param days rows of each event on each UTC day of the last {@value #DAYS} before the watermark,
 *     by event and then by day, in the order of their code points; days without a row are not there
 * @param unsetClock rows dated 1970-01-01 UTC or earlier: what a clock shows that was never set
 * @param arrivals how late rows arrive; absent where the source has no time of arrival
 * @param starts who did something before the start
 */
public record RowQuality(
    long rows,
    long withoutEntity,
    OptionalLong duplicates,
    Optional<Links> links,
    Optional<Instant> oldest,
    Optional<Instant> newest,
    List<PropertyFill> properties,
    List<DayOfRows> days,
    long unsetClock,
    Optional<Arrivals> arrivals,
    Starts starts) {
  /** So many days before that of the watermark are looked at one by one. */
  public static final int DAYS = 364;

  /** So much earlier than its own time a row may arrive before its clock is wrong. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** Rows before it have a clock that was never set: a day after the epoch. */
  public static final Instant CLOCK_SET = Instant.ofEpochSecond(86_400);

  public RowQuality {
    properties = List.copyOf(properties);
    days = List.copyOf(days);
  }

  /** The first day that is looked at, UTC. */
  public static LocalDate firstDay(Instant watermark) {
    return LocalDate.ofInstant(watermark, ZoneOffset.UTC).minusDays(DAYS);
  }

  /**
   * What is odd about the aliases of users.
   *
   * @param aliases how many there are
   * @param conflicts aliases with more than one canonical id, of which the newest counts
   * @param chains aliases whose canonical id is itself an alias of another, which is not followed
   */
  public record Links(long aliases, long conflicts, long chains) {}

  /**
   * How one property of one event is filled.
   *
   * @param rows rows of the event
   * @param filled rows where the raw value is there
   * @param mistyped filled rows whose value does not read as the catalog's type
   */
  public record PropertyFill(
      String event, String property, long rows, long filled, long mistyped) {}

  /**
   * The rows of one event on one day.
   *
   * @param day the UTC date of the rows' own time, YYYY-MM-DD
   * @param rows at least 1
   */
  public record DayOfRows(String event, String day, long rows) {}

  /**
   * How long after their own time rows arrive, in whole seconds upwards; rows without a time of
   * arrival, or with an earlier one, count as on time.
   *
   * @param half by then half of the rows are there
   * @param most by then 90 % are
   * @param nearlyAll by then 99 % are
   * @param all by then 99.9 % are
   * @param ahead rows dated more than {@link #CLOCK_TOLERANCE} after their arrival
   */
  public record Arrivals(
      Duration half, Duration most, Duration nearlyAll, Duration all, long ahead) {}

  /**
   * Entities by what they did before the start, by rows that are theirs by their own column.
   *
   * @param entities how many have a start event
   * @param active how many of these have a row that the question reads before it
   */
  public record Starts(long entities, long active) {}
}
