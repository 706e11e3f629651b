package dev.firstvalue.validator.ladder;

/**
 * A cell of the last row: units alike in what was known at time zero and in how active they were.
 *
 * @param known the place of what was known
 * @param volume events in the window, those above the cut being as many as the cut
 */
record VolumeCell(int known, int volume) implements Comparable<VolumeCell> {

  static VolumeCell of(Units.Packed unit, int[] order, int cut) {
    return new VolumeCell(order[unit.known()], Math.min(unit.volume(), cut));
  }

  /** The units by cell. */
  static Cells.Placed<VolumeCell> cells(Units units, int[] order, int cut) {
    Cells<VolumeCell> cells = new Cells<>();
    units.each(
        unit -> cells.add(of(unit, order, cut), unit.reached(), unit.retained(), unit.units()));
    return cells.placed();
  }

  @Override
  public int compareTo(VolumeCell other) {
    int order = Integer.compare(known, other.known);
    return order != 0 ? order : Integer.compare(volume, other.volume);
  }
}
