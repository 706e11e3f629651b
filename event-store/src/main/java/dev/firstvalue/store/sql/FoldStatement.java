package dev.firstvalue.store.sql;

import dev.firstvalue.definition.facts.Fold;
import java.util.List;

/**
 * A statement that counts folds.
 *
 * @param sql the statement
 * @param folds which columns and rows of its answer belong to which fold
 */
public record FoldStatement(String sql, FoldsSql folds) {
  /** The columns of one fold, in the order of its keys. */
  public List<String> columns(Fold fold) {
    return folds.columns(fold);
  }
}
