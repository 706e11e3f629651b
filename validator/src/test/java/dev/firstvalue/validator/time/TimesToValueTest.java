package dev.firstvalue.validator.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesToValueTest {
  /** A mean a hair below a whole second has no thousand million nanoseconds. */
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "56429.99999999999, 56430s",
    "-56429.99999999999, -56430s",
    "0.9999999999, 1s",
    "1.5, 1.500s",
    "-0.25, -0.250s",
  })
  void aLengthOfTimeIsOneThatProtobufTakes(double seconds, String text) {
    assertThat(Durations.toString(TimesToValue.duration(seconds))).isEqualTo(text);
  }
}
