package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StuckListTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"})
  void noCellIsAFormula(String entity) throws IOException {
    assertThat(csv(entity).get("entity")).startsWith("'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[31mred", "a\u0000b", "\u202egnp.exe", "\u009b2J", "\u0007"})
  void aTerminalObeysNothing(String entity) throws IOException {
    assertThat(StuckList.write(List.of(stuck(entity)), StuckFormat.TEXT, 1)).doesNotContain(entity);
    assertThat(csv(entity).get("entity")).isNotEqualTo(entity).contains("\\u{");
  }

  @ParameterizedTest
  @CsvSource({"u1", "'a,b'", "'it''s \"x\"'", "é", "👨‍👩‍👧", "'two\nlines'", "a=1", "'  u'"})
  void anyOtherIdIsItself(String entity) throws IOException {
    assertThat(csv(entity).get("entity")).isEqualTo(entity);
  }

  private static CSVRecord csv(String entity) throws IOException {
    String csv = StuckList.write(List.of(stuck(entity)), StuckFormat.CSV, 1);
    return CSVFormat.DEFAULT
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(csv))
        .getRecords()
        .getFirst();
  }

  private static StuckEntity stuck(String entity) {
    Instant since = Instant.parse("2026-01-01T00:00:00Z");
    return new StuckEntity(entity, "start", since, Duration.ofDays(2), since, true);
  }
}
