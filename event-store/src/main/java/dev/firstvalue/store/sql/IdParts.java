package dev.firstvalue.store.sql;

import java.util.List;
import java.util.Optional;

/**
 * Parts of the entities between ids, about as many in each. Where rows lie in the order of ids,
 * even if only inside a day, a part reads little more than its own.
 */
public final class IdParts {
  /** Rows out of which parts are made: the largest of 64 is hardly a tenth over the mean. */
  private static final int SAMPLED = 65_536;

  private final ColumnType type;
  private final Select rows;

  private IdParts(ColumnType type, Select rows) {
    this.type = type;
    this.rows = rows;
  }

  /**
   * None where ids have to be texts, or are of a type whose text has another order.
   *
   * @param type of the column of the ids
   * @param rows with an {@code entity} each
   */
  static Optional<IdParts> of(Owners owners, ColumnType type, Select rows) {
    boolean ordered = type.isInteger() || type.isUuid() || type.isText();
    return owners.areNative() && ordered ? Optional.of(new IdParts(type, rows)) : Optional.empty();
  }

  /**
   * The ids between so many parts in ascending order, or fewer where one has as many rows as
   * several parts: rows of {@code id} as text, for texts in hexadecimal.
   */
  public String between(int parts) {
    Select sample =
        new Select()
            .column("arraySort(groupArraySample(" + SAMPLED + ", 1)(entity))", "ids")
            .column("length(ids)", "n")
            .from(rows, "rows");
    String changes = "i < n AND intDiv(i * %1$d, n) != intDiv((i - 1) * %1$d, n)".formatted(parts);
    return new Select()
        .column(
            (type.isText() ? "hex" : "toString")
                + "(arrayJoin(arrayDistinct(arrayFilter((id, i) -> "
                + changes
                + ", ids, arrayEnumerate(ids)))))",
            "id")
        .from(sample, "sample")
        .text(0);
  }

  /** The parts between ids that {@link #between} gave. */
  public List<Bucket> parts(List<String> ids) {
    return Bucket.ranged(
        ids.stream()
            .map(SqlText::literal)
            .map(
                id ->
                    type.isText()
                        ? "unhex(" + id + ")"
                        : "CAST(" + id + ", " + SqlText.literal(type.base()) + ")")
            .toList());
  }
}
