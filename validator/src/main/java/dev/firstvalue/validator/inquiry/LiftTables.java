package dev.firstvalue.validator.inquiry;

import dev.firstvalue.validation.v1.LiftTable;

/** Tables of retained or not by reached or not: the eligible of a fold. */
public final class LiftTables {
  private LiftTables() {}

  /**
   * The table of a fold.
   *
   * @param reached the index of the fold's own key that says who reached value
   * @param retained the index of the one that says who was retained
   */
  public static LiftTable of(Cells cells, int reached, int retained) {
    return LiftTable.newBuilder()
        .setReachedRetained(cell(cells, reached, true, retained, true))
        .setReachedLost(cell(cells, reached, true, retained, false))
        .setOtherRetained(cell(cells, reached, false, retained, true))
        .setOtherLost(cell(cells, reached, false, retained, false))
        .build();
  }

  private static int cell(
      Cells cells, int reachedKey, boolean reached, int retainedKey, boolean retained) {
    return cells.count(
        c -> c.eligible() && c.flag(reachedKey) == reached && c.flag(retainedKey) == retained);
  }
}
