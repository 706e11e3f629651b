package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnDatabaseTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String NAME = "firstvalue_fuzz_0" + ProcessHandle.current().pid();

  @Test
  void nothingIsLeftOfIt() {
    try (OwnDatabase database = OwnDatabase.create(STORE.admin(), NAME)) {
      database.store().execute(Query.of("CREATE TABLE t (x Int8) ENGINE = Memory"));
      assertThat(databases()).hasSize(1);
    }
    assertThat(databases()).isEmpty();
  }

  @Test
  void itIsNeverADatabaseOfSomebodyElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnDatabase.create(STORE.admin(), "analytics"));
  }

  private static List<String> databases() {
    return STORE
        .admin()
        .list(
            Query.of("SELECT name FROM system.databases WHERE name = {name:String}")
                .bind("name", NAME),
            row -> row.text("name"));
  }
}
