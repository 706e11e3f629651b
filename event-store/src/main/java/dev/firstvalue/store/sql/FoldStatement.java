package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.Fold;
import java.util.List;

/**
 * A statement that counts folds: its answer has the columns {@code fold}, {@code code} and {@code
 * entities} beside those that {@link FoldColumns} tells.
 */
public final class FoldStatement {
  /** The column that says whether a row counts rightly, in statements that may count wrongly. */
  public static final String SETTLED = "settled";

  private final String sql;
  private final FoldsSql folds;

  FoldStatement(String sql, FoldsSql folds) {
    this.sql = sql;
    this.folds = folds;
  }

  /** The statement. */
  public String sql() {
    return sql;
  }

  /** The columns of the sums of one of its folds, in its order: whole numbers as text. */
  public List<String> sumColumns(Fold fold) {
    return folds.sumColumns(fold);
  }

  /** Where the counts of one of its folds stand. */
  public FoldColumns columns(Fold fold) {
    return folds.columns(fold);
  }
}
