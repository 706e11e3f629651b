package dev.firstvalue.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableColumnsTest {
  private final TableColumns table =
      new TableColumns(
          "analytics.events",
          false,
          new TreeMap<>(
              Map.of(
                  "user_id", ColumnType.parse("LowCardinality(Nullable(String))"),
                  "ts", ColumnType.parse("DateTime64(3, 'Europe/Berlin')"))));

  @Test
  void aColumnThatIsNotThereIsNamedWithTheNearest() {
    assertThatThrownBy(() -> table.type("userid"))
        .hasMessageContaining("analytics.events.userid")
        .hasMessageContaining("the nearest is user_id")
        .hasMessageContaining("store-column-not-found");
  }

  @Test
  void wrappersOfATypeDoNotHideIt() {
    assertThat(table.type("user_id")).isEqualTo(new ColumnType("String", true, 0, ""));
    assertThat(table.type("ts"))
        .isEqualTo(new ColumnType("DateTime64", false, 3, "3, 'Europe/Berlin'"));
    assertThat(ColumnType.parse("Map(LowCardinality(String), String)").base()).isEqualTo("Map");
  }
}
