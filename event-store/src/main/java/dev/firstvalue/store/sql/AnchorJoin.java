package dev.firstvalue.store.sql;

/**
 * How rows find their entities in {@code anchors}.
 *
 * <p>A SEMI join drops rows of entities that are not there: at once where they are many, as with a
 * cohort of some weeks. Where most rows stay it takes a tenth more of the question than an ANY
 * join, which leaves them in with 0 for what it did not find. So that such a row is not taken for
 * one of an entity that started in 1970, time zero goes through the join with {@link #MARK} added:
 * 0 then reads as an instant after which no event lies inside a range.
 */
final class AnchorJoin {
  private static final String MARKED = "marked_t0";
  private static final long MARK = 1L << 62;

  private AnchorJoin() {}

  /** Adds to {@code anchors} what the join needs. */
  static void mark(Select anchors, Pass pass) {
    if (pass.isMostlyJoined()) {
      anchors.column("t0 + " + MARK, MARKED, "not 0, as it is for rows of others");
    }
  }

  /** A column of {@code anchors} behind the join. */
  static String column(Pass pass, String name) {
    return pass.isMostlyJoined() && name.equals("t0") ? MARKED + " - " + MARK : name;
  }

  /** The clause. */
  static String of(Pass pass) {
    return pass.table().global()
        + (pass.isMostlyJoined() ? "ANY" : "SEMI")
        + " LEFT JOIN anchors USING (entity)";
  }
}
