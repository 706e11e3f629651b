package dev.firstvalue.store.sql;

import java.util.List;

/**
 * A {@link FoldStatement} that counts those entities that are settled: each row of its first fold
 * lists the ids of the others that belong there in {@link #OTHERS}, with commas between them. They
 * are counted by a statement for {@link #part} of the entities.
 */
public final class SettledStatement {
  /** So many ids of a row are listed, and one more if there are more. */
  public static final int MOST_OTHERS = 20_000;

  /** The column of the ids. */
  public static final String OTHERS = "others";

  private final FoldStatement statement;
  private final ColumnType type;

  SettledStatement(String sql, FoldsSql folds, ColumnType type) {
    this.statement = new FoldStatement(sql, folds);
    this.type = type;
  }

  /** The statement that counts. */
  public FoldStatement counts() {
    return statement;
  }

  /** The part of the entities that has these ids. */
  public Bucket part(List<String> ids) {
    String texts = "arrayJoin(splitByChar(',', " + SqlText.literal(String.join(",", ids)) + "))";
    return new Bucket.Listed(
        type.isText()
            ? "unhex(" + texts + ")"
            : "CAST(" + texts + ", " + SqlText.literal(type.base()) + ")");
  }
}
