package dev.firstvalue.registry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples and rules of W3C Trace Context, 3.2.2. */
class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void theHeaderIsReadAndWritten() {
    String header = "00-" + TRACE + "-" + SPAN + "-01";
    assertThat(TraceContext.parse(header)).contains(new TraceContext(TRACE, SPAN, true));
    assertThat(TraceContext.parse(header).orElseThrow().header()).isEqualTo(header);
    assertThat(TraceContext.parse("00-" + TRACE + "-" + SPAN + "-00").orElseThrow().sampled())
        .isFalse();
    // What a later version adds behind is passed over.
    assertThat(TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-03-what-follows"))
        .contains(new TraceContext(TRACE, SPAN, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01\n"
      })
  void whatIsNoneIsPassedOver(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
  }

  @Test
  void aChildIsAnotherPlaceInTheSameTrace() {
    TraceContext root = TraceContext.root();
    TraceContext child = root.child();
    assertThat(root.sampled()).isTrue();
    assertThat(child.trace()).isEqualTo(root.trace());
    assertThat(child.span()).isNotEqualTo(root.span());
  }
}
