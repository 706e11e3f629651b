package dev.firstvalue.store.facts;

import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.SqlRenderer;
import java.util.List;
import java.util.Optional;

/**
 * Renderers for a log as its rows lie: asked of the store before a question, where that is cheap.
 */
final class LogShapes {
  /** What the store holds of a row that is kept for its key while it counts: measured, upwards. */
  private static final long BYTES_PER_KEY = 128;

  private final Store store;

  LogShapes(Store store) {
    this.store = store;
  }

  /**
   * The renderer that keeps no more rows of one entity than are counted, where all rows together
   * could take a good part of the memory and one entity has that many.
   */
  SqlRenderer of(SetQuestion question, SqlRenderer renderer) {
    Optional<Query> crowd =
        renderer
            .crowd(question)
            .map(sql -> ClickHouseFacts.asked(sql, "most events of one entity"));
    if (crowd.isEmpty()) {
      return renderer;
    }
    long rows = store.estimate(crowd.get()).rows();
    if (rows > 0 && rows * BYTES_PER_KEY <= store.limits().memoryBytes() / 4) {
      return renderer;
    }
    long most = store.one(crowd.get(), row -> row.integer("most"));
    return most > question.limits().matching() ? renderer.crowded() : renderer;
  }

  /** The same, which reads events of which no property is asked by themselves if that pays. */
  SqlRenderer of(ExposureQuestion question, SqlRenderer renderer) {
    Question own =
        new Question(
            question.plan().definition(),
            question.watermark(),
            Optional.empty(),
            Optional.empty(),
            question.limits());
    SqlRenderer kept = of(SetQuestion.of(own), renderer);
    return isByEvent(renderer.readings(question)) ? kept.byEvent() : kept;
  }

  /** Whether less than half of the rows are read for those events of which properties are. */
  private boolean isByEvent(List<String> readings) {
    if (readings.isEmpty()) {
      return false;
    }
    long some = rows(readings.getFirst());
    return 0 < some && some * 2 < rows(readings.getLast());
  }

  private long rows(String sql) {
    return store.estimate(ClickHouseFacts.asked(sql, "rows of some events")).rows();
  }
}
