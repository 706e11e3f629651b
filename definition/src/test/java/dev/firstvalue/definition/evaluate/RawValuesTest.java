package dev.firstvalue.definition.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawValuesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "+5, 5",
    "007, 7",
    "999999999999999999, 999999999999999999",
    "-999999999999999999, -999999999999999999"
  })
  void anIntIsASignAndOneToEighteenDigits(String raw, long value) {
    assertThat(RawValues.read(raw, Type.INT)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "+", " 3", "3 ", "3.0", "1e3", "0x10", "１", "1_000", "1000000000000000000"})
  void nothingElseIsAnInt(String raw) {
    assertThat(RawValues.read(raw, Type.INT)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3.0",
    "-0.50, -0.5",
    "+1.5e2, 150.0",
    "2.5E-3, 0.0025",
    "01.1, 1.1",
    "1e99, 1e99"
  })
  void aDoubleIsADecimalWithAnExponentOfTwoDigits(String raw, double value) {
    assertThat(RawValues.read(raw, Type.DOUBLE)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "0x1p3",
        "1d",
        "1f",
        ".5",
        "1.",
        "1,5",
        "1e400",
        "1e100",
        " 1",
        "1 ",
        "--1",
        "e5"
      })
  void nothingElseIsADouble(String raw) {
    assertThat(RawValues.read(raw, Type.DOUBLE)).isNull();
  }

  @Test
  void everyDoubleThatReadsIsFinite() {
    assertThat(RawValues.read("9".repeat(100) + "e99", Type.DOUBLE))
        .isInstanceOfSatisfying(Double.class, value -> assertThat(value).isFinite());
    assertThat(RawValues.read("9".repeat(101), Type.DOUBLE)).isNull();
  }

  @Test
  void aBoolIsAWordOrADigitInAnyCase() {
    assertThat(List.of("true", "TRUE", "tRuE", "1"))
        .allSatisfy(raw -> assertThat(RawValues.read(raw, Type.BOOL)).isEqualTo(true));
    assertThat(List.of("false", "FALSE", "False", "0"))
        .allSatisfy(raw -> assertThat(RawValues.read(raw, Type.BOOL)).isEqualTo(false));
    assertThat(List.of("", "yes", "t", "2", " true", "true\n", "+1", "trUE\u0130"))
        .allSatisfy(raw -> assertThat(RawValues.read(raw, Type.BOOL)).isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-30T01:30:00Z, 2025-03-30T01:30:00Z",
    "2025-03-30t01:30:00z, 2025-03-30T01:30:00Z",
    "2025-03-30 01:30:00.5Z, 2025-03-30T01:30:00.5Z",
    "2025-03-30T01:30:00.123456789Z, 2025-03-30T01:30:00.123456Z",
    "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
    "2025-03-30T01:30:00+02:00, 2025-03-29T23:30:00Z",
    "2025-03-30T01:30:00-00:30, 2025-03-30T02:00:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "1900-01-01T00:00:00+18:00, 1899-12-31T06:00:00Z",
    "2299-12-31T23:59:59Z, 2299-12-31T23:59:59Z"
  })
  void aTimestampIsRfc3339ToTheMicrosecond(String raw, Instant value) {
    assertThat(RawValues.read(raw, Type.TIMESTAMP)).isEqualTo(Micros.of(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-03-30",
        "2025-03-30T01:30Z",
        "2025-03-30T01:30:00",
        "2025-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2025-04-31T00:00:00Z",
        "2025-00-10T00:00:00Z",
        "2025-03-30T24:00:00Z",
        "2025-03-30T23:60:00Z",
        "2025-03-30T23:59:60Z",
        "2025-03-30T01:30:00+0200",
        "2025-03-30T01:30:00+18:01",
        "2025-03-30T01:30:00+01:60",
        "2025-03-30T01:30:00.Z",
        "2025-03-30T01:30:00.1234567890Z",
        "1899-12-31T23:59:59Z",
        "2300-01-01T00:00:00Z",
        "1743298200"
      })
  void nothingElseIsATimestamp(String raw) {
    assertThat(RawValues.read(raw, Type.TIMESTAMP)).isNull();
  }

  @Test
  void everyTextIsAString() {
    assertThat(RawValues.read("", Type.STRING)).isEqualTo("");
  }
}
