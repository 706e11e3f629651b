package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Times as bits of one number, so that the events of an entity are added up without knowing its
 * time zero. A bit is a cell of time; all cells are equally long, but the first holds all that is
 * earlier too, and the last all that is later. What lies between two instants is then known for the
 * cells that lie between them whole; of those that do so in part nothing is.
 *
 * @param from the microsecond with which the first cell ends but for what is earlier: the others
 *     begin one length later
 * @param shift a cell is 2 to this power microseconds long
 * @param bits how many cells there are: 64 or 128
 */
record TimeCells(long from, int shift, int bits) {
  /** So many cells at least are in the shortest range: of more entities is something known. */
  private static final int FEWEST = 4;

  /**
   * Cells for the times between two instants.
   *
   * @param shortest the shortest range that is asked for
   * @return none if the cells would be too long for it
   */
  static Optional<TimeCells> of(Instant oldest, Instant end, Duration shortest) {
    long from = Micros.of(oldest);
    long length = Math.max(1, Micros.of(end) - from);
    for (int bits : new int[] {64, 128}) {
      int shift = 64 - Long.numberOfLeadingZeros(length / (bits - 2));
      if (Micros.of(shortest) >> shift >= FEWEST) {
        return Optional.of(new TimeCells(from - (1L << shift), shift, bits));
      }
    }
    return Optional.empty();
  }

  /** The bit of an instant. */
  String bit(String instant) {
    return "bitShiftLeft(" + one() + ", toUInt8(" + cell(instant) + "))";
  }

  private String one() {
    return "toUInt" + bits + "(1)";
  }

  private int last() {
    return bits - 1;
  }

  private String since(String instant) {
    return "greatest(0, " + instant + " - " + from + ")";
  }

  private String cell(String instant) {
    return "least(" + last() + ", bitShiftRight(" + since(instant) + ", " + shift + "))";
  }

  /** Whether there is an event in a cell between two instants that holds no other time. */
  String inside(String cells, String begin, String end) {
    String first =
        "least("
            + last()
            + ", greatest(1, bitShiftRight("
            + since(begin)
            + " + "
            + ((1L << shift) - 1)
            + ", "
            + shift
            + ")))";
    String behind = "least(" + last() + ", bitShiftRight(" + since(end) + ", " + shift + "))";
    return any(cells, first, "greatest(" + behind + ", " + first + ") - 1");
  }

  /** Whether there is one in a cell that holds a time between them: without, none lies there. */
  String touched(String cells, String begin, String end) {
    return any(cells, cell(begin), cell(end + " - 1"));
  }

  /** Cells above the last go, then those below the first. */
  private String any(String cells, String first, String last) {
    String above = last() + " - (" + last + ")";
    return "bitShiftRight(bitShiftLeft("
        + cells
        + ", toUInt8("
        + above
        + ")), toUInt8("
        + above
        + " + "
        + first
        + ")) != 0";
  }
}
