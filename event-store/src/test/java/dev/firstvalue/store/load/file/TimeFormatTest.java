package dev.firstvalue.store.load.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firstvalue.definition.error.FirstvalueException;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iso | 2026-03-01T12:00:00Z           | 2026-03-01T12:00:00Z",
        "iso | 2012-10-09T14:50:17+00:00      | 2012-10-09T14:50:17Z",
        "iso | 2026-03-01 12:00:00            | 2026-03-01T12:00:00Z",
        "iso | 2026-03-01 12:00               | 2026-03-01T12:00:00Z",
        "iso | 2026-03-01                     | 2026-03-01T00:00:00Z",
        "iso | 2026-03-01T12:00:00.123456789Z | 2026-03-01T12:00:00.123456Z",
        "iso | 2026-03-01T12:00:00,5+05:45    | 2026-03-01T06:15:00.5Z",
        "iso | 2026-03-01 12:00:00 -0330      | 2026-03-01T15:30:00Z",
        "iso | 2026-03-01T12:00:00+02         | 2026-03-01T10:00:00Z",
        "unix_s  | 1082040961                 | 2004-04-15T14:56:01Z",
        "unix_s  | 1082040961.25              | 2004-04-15T14:56:01.25Z",
        "unix_s  | 1.5e9                      | 2017-07-14T02:40:00Z",
        "unix_ms | 1082040961001              | 2004-04-15T14:56:01.001Z",
        "unix_us | 1082040961000001           | 2004-04-15T14:56:01.000001Z",
        "dd.MM.yyyy HH:mm@Europe/Berlin | 29.03.2026 01:59 | 2026-03-29T00:59:00Z",
        "dd.MM.yyyy HH:mm@Europe/Berlin | 29.03.2026 02:30 | 2026-03-29T01:30:00Z",
        "dd.MM.yyyy HH:mm@Europe/Berlin | 25.10.2026 02:30 | 2026-10-25T00:30:00Z",
        "MM/dd/yyyy                     | 03/01/2026       | 2026-03-01T00:00:00Z",
        "yyyyMMddHHmmssX                | 20260301120000+01 | 2026-03-01T11:00:00Z",
      })
  void anInstantIsRead(String format, String text, Instant expected) {
    assertThat(TimeFormat.of(format).parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iso | 1082040961",
        "iso | 2026-02-30",
        "iso | 2026-03-01T25:00:00Z",
        "iso | 2026-03-01T12:00:00Zulu",
        "iso | 2026-03-01T12:00:00.",
        "iso | 2026-3-1",
        "iso | ٢٠٢٦-03-01",
        "unix_s | 2026-03-01",
        "unix_s | 1e99",
        "unix_ms | ''",
        "dd.MM.yyyy | 2026-03-01",
        "HH:mm | 12:00",
      })
  void whatIsNoInstantIsRefused(String format, String text) {
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> TimeFormat.of(format).parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "dd.MM.yyyy@Nowhere/Land", "{", "bbb"})
  void aFormatThatIsNoneIsRefusedWithAnExample(String format) {
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> TimeFormat.of(format))
        .withMessageContaining("--time-format")
        .withMessageContaining("Europe/Berlin");
  }

  @Test
  void aTimeBefore1970ReadsAsItselfAndIsRefusedLater() {
    assertThat(TimeFormat.of("unix_s").parse("-1.5"))
        .isEqualTo(Instant.parse("1969-12-31T23:59:58.5Z"));
  }
}
