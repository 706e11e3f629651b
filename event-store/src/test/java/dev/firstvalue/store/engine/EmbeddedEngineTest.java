package dev.firstvalue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.StoreConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedEngineTest {

  @TempDir private Path home;

  @Test
  void whatWasInsertedIsThereAfterARestart() {
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin())) {
      admin.store().execute(Query.of("CREATE TABLE t (x Int64) ENGINE = MergeTree ORDER BY x"));
      admin.store().execute(Query.of("INSERT INTO t SELECT number FROM numbers(1000)"));
    }
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      long sum =
          reader.store().one(Query.of("SELECT sum(x) AS sum FROM t"), row -> row.integer("sum"));
      assertThat(sum).isEqualTo(999 * 500);
    }
  }
}
