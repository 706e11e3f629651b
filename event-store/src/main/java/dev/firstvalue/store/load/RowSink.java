package dev.firstvalue.store.load;

import java.io.IOException;

/** Takes the rows of one load. Not safe for threads. */
public final class RowSink {

  private final RowBinary binary;
  private final LogTable table;
  private final String loadId;
  private long rows;

  RowSink(RowBinary binary, LogTable table, String loadId) {
    this.binary = binary;
    this.table = table;
    this.loadId = loadId;
  }

  /** How many rows were taken. */
  public long rows() {
    return rows;
  }

  public void add(EventRow row) throws IOException {
    require(LogTable.EVENTS);
    binary.text(row.eventId());
    binary.text(row.event());
    binary.instant(row.at());
    binary.nullable(row.receivedAt());
    binary.text(row.user());
    binary.text(row.account());
    binary.map(row.properties());
    end();
  }

  public void add(ExposureRow row) throws IOException {
    require(LogTable.EXPOSURES);
    binary.text(row.experiment());
    binary.text(row.arm());
    binary.instant(row.at());
    binary.text(row.user());
    binary.text(row.account());
    binary.map(row.properties());
    end();
  }

  public void add(IdentityRow row) throws IOException {
    require(LogTable.IDENTITIES);
    binary.text(row.alias());
    binary.text(row.canonical());
    binary.instant(row.at());
    end();
  }

  private void end() throws IOException {
    binary.text(loadId);
    binary.endRow();
    rows++;
  }

  private void require(LogTable expected) {
    if (table != expected) {
      throw new IllegalArgumentException("row: of " + expected + " (expected: of " + table + ")");
    }
  }
}
